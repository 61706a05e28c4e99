insert into out_week_sources by name
with spans as (
    select
        source,
        (719162 + epoch_us(min(fetched_at)) // 86400000000) // 7 as first_monday,
        (719162 + epoch_us(max(max(fetched_at)) over ()) // 86400000000) // 7 as last_monday
    from raw_fetch
    group by source
),

attempts as materialized (
    select f.*, w.monday
    from raw_fetch f
    join staged_week w on w.monday = (719162 + epoch_us(f.fetched_at) // 86400000000) // 7
),

counted as (
    select
        a.source,
        a.monday,
        count(*) filter (a.outcome not in ('not_due', 'waiting', 'retired')) as attempts,
        count(*) filter (a.outcome in ('new', 'known', 'changed', 'not_modified')) as answers,
        count(*) filter (a.outcome in ('failed', 'refused', 'blocked', 'robots')) as failures,
        count(*) filter (a.outcome in ('not_due', 'waiting', 'retired')) as skipped,
        cast(sum(a.item_count) as bigint) as listed,
        cast(sum(a.new_count) as bigint) as new_items,
        cast(sum(a.changed_count) as bigint) as changed_items,
        cast(sum(a.aside_count) as bigint) as set_aside,
        count(a.warc_file) as documents
    from attempts a
    group by a.source, a.monday
),

failed as (
    select a.source, a.monday, max_by(a.detail, (a.fetched_at, a.url)) as last_detail
    from attempts a
    where a.outcome in ('failed', 'refused', 'blocked', 'robots')
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
    coalesce(c.listed, 0) as listed,
    coalesce(c.new_items, 0) as new_items,
    coalesce(c.changed_items, 0) as changed_items,
    coalesce(c.set_aside, 0) as set_aside,
    coalesce(c.documents, 0) as documents,
    f.last_detail
from staged_week w
join spans s on w.monday between s.first_monday and s.last_monday
left join counted c on c.source = s.source and c.monday = w.monday
left join failed f on f.source = s.source and f.monday = w.monday
order by w.week_starts_on, s.source;
