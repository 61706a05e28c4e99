insert into out_week_sources by name
with attempts as (
    select *, cast(fetched_at as date) - cast(isodow(fetched_at) - 1 as integer) as monday from raw_fetch
),

spans as (
    select source, min(monday) as first_monday, max(max(monday)) over () as last_monday from attempts group by source
),

counted as (
    select
        a.source,
        a.monday,
        count(*) filter (a.outcome not in ('not_due', 'waiting', 'retired')) as attempts,
        count(*) filter (a.outcome in ('new', 'known', 'changed', 'not_modified')) as answers,
        count(*) filter (a.outcome in ('failed', 'refused', 'blocked', 'robots')) as failures,
        count(*) filter (a.outcome in ('not_due', 'waiting', 'retired')) as skipped,
        sum(a.item_count) as listed,
        sum(a.new_count) as new_items,
        sum(a.changed_count) as changed_items,
        sum(a.aside_count) as set_aside,
        count(distinct a.document_id) as documents,
        max_by(a.detail, a.fetched_at) filter (a.outcome in ('failed', 'refused', 'blocked', 'robots')) as last_detail
    from attempts a
    join staged_week w on w.week_starts_on = a.monday
    group by a.source, a.monday
)

select
    w.week,
    w.week_starts_on,
    s.source,
    coalesce(c.attempts, 0) as attempts,
    coalesce(c.answers, 0) as answers,
    coalesce(c.failures, 0) as failures,
    coalesce(c.skipped, 0) as skipped,
    cast(coalesce(c.listed, 0) as bigint) as listed,
    cast(coalesce(c.new_items, 0) as bigint) as new_items,
    cast(coalesce(c.changed_items, 0) as bigint) as changed_items,
    cast(coalesce(c.set_aside, 0) as bigint) as set_aside,
    coalesce(c.documents, 0) as documents,
    c.last_detail
from staged_week w
join spans s on w.week_starts_on between s.first_monday and s.last_monday
left join counted c on c.source = s.source and c.monday = w.week_starts_on
order by w.week_starts_on, s.source;
