-- A week counts the releases, rows and events that fall into it, under all and under each topic.
with told as (
    select
        coalesce(published_on, cast(first_seen_at as date)) as day, release_id
    from core_release
    where duplicate_of is null
),

book as (
    select day - cast(isodow(day) - 1 as integer) as monday, 'all' as topic, 1 as releases, 0 as targets, 0 as events
    from told
    union all
    select day - cast(isodow(day) - 1 as integer), unnest([t.topic, 'all']), 0, 1, 0
    from core_target t
    join told using (release_id)
    where t.kind = 'target' and t.target_id not in (select w.target_id from ruled_wrong w)
    union all
    select e.happened_on - cast(isodow(e.happened_on) - 1 as integer), unnest([p.topic, 'all']), 0, 0, 1
    from core_promise_event e
    join core_promise p using (promise_id)
),

counted as (
    select monday, topic, sum(releases) as releases, sum(targets) as targets, sum(events) as events
    from book
    group by monday, topic
),

summed as (
    select
        week_starts_on as monday, topic, if(topic = 'all', releases, 0) as releases, targets,
        "new" + restated + raised + lowered + brought_forward + "delayed" + rebased + achieved + withdrawn + overdue as events
    from out_week_summary
)

select monday, topic, s.releases, c.releases as in_book, s.targets, c.targets as rows_in_book, s.events, c.events as events_in_book
from summed s
full join counted c using (monday, topic)
where coalesce(s.releases, 0) <> coalesce(c.releases, 0)
    or coalesce(s.targets, 0) <> coalesce(c.targets, 0)
    or coalesce(s.events, 0) <> coalesce(c.events, 0);
