-- The releases of the weeks being built, told once each.
create or replace temp table mart_release as
with dated as (
    select
        release_id, document_id, source, url, title, published_on,
        cast(first_seen_at as date) as seen_on,
        coalesce(published_on, cast(first_seen_at as date)) as day
    from core_release
    where duplicate_of is null
)

select
    d.release_id,
    w.week,
    w.week_starts_on,
    if(d.published_on is null, 'first_seen', 'published') as dated_by,
    d.seen_on >= w.week_starts_on + 7 as late,
    d.source,
    d.title,
    coalesce(d.url, doc.source || ':' || doc.item_key) as link,
    d.published_on
from dated d
join staged_week w on w.week_starts_on = d.day - cast(isodow(d.day) - 1 as integer)
left join raw_document doc on doc.document_id = d.document_id;
