insert into out_week_summary by name
with dated as (
    select
        release_id,
        coalesce(published_on, cast(first_seen_at as date)) as day,
        if(published_on is null, 'first_seen', 'published') as dated_by
    from core_release
    where duplicate_of is null
),
rows_by_topic as (
    select d.day, d.dated_by, d.release_id, t.topic, t.company, t.kind
    from dated d
    join core_target t using (release_id)
),
releases as (
    select day, dated_by, release_id, 'all' as topic, cast(null as varchar) as company, 'none' as kind from dated
    union all
    select day, dated_by, release_id, 'all', company, kind from rows_by_topic
    union all
    select day, dated_by, release_id, topic, company, kind from rows_by_topic
),
events as (
    select e.happened_on as day, e.kind, unnest([p.topic, 'all']) as topic
    from core_promise_event e
    join core_promise p using (promise_id)
),
counted as (
    select
        strftime(day, '%G-W%V') as week,
        cast(date_trunc('week', day) as date) as week_starts_on,
        topic,
        count(distinct release_id) as releases,
        count(distinct company) as companies,
        count(*) filter (kind = 'target') as targets,
        if(count(distinct dated_by) > 1, 'mixed', any_value(dated_by)) as dated_by
    from releases
    group by all
),
happened as (
    select
        strftime(day, '%G-W%V') as week,
        cast(date_trunc('week', day) as date) as week_starts_on,
        topic,
        count(*) filter (kind = 'new') as "new",
        count(*) filter (kind = 'restated') as restated,
        count(*) filter (kind = 'raised') as raised,
        count(*) filter (kind = 'lowered') as lowered,
        count(*) filter (kind = 'brought_forward') as brought_forward,
        count(*) filter (kind = 'delayed') as delayed,
        count(*) filter (kind = 'rebased') as rebased,
        count(*) filter (kind = 'achieved') as achieved,
        count(*) filter (kind = 'withdrawn') as withdrawn,
        count(*) filter (kind = 'overdue') as overdue
    from events
    group by all
)
select
    week, week_starts_on, coalesce(dated_by, 'published') as dated_by, topic,
    coalesce(releases, 0) as releases, coalesce(companies, 0) as companies, coalesce(targets, 0) as targets,
    coalesce("new", 0) as "new",
    coalesce(restated, 0) as restated,
    coalesce(raised, 0) as raised,
    coalesce(lowered, 0) as lowered,
    coalesce(brought_forward, 0) as brought_forward,
    coalesce(delayed, 0) as delayed,
    coalesce(rebased, 0) as rebased,
    coalesce(achieved, 0) as achieved,
    coalesce(withdrawn, 0) as withdrawn,
    coalesce(overdue, 0) as overdue
from counted
full join happened using (week, week_starts_on, topic)
order by week, topic;
