insert into out_week_summary by name
with topics as (
    select unnest([
        'all', 'ghg', 'energy', 'renewables', 'water', 'waste', 'materials', 'nature', 'products', 'suppliers',
        'people', 'society', 'finance', 'governance'
    ]) as topic
),

wanted as (
    select w.week_starts_on, t.topic from staged_week w cross join topics t where w.in_book
),

stated as (
    select r.week_starts_on, r.release_id, r.dated_by, r.late, 'all' as topic, t.company, t.kind
    from mart_release r
    left join mart_target t using (release_id)
    union all
    select week_starts_on, release_id, dated_by, late, topic, company, kind from mart_target
),

counted as (
    select
        week_starts_on,
        topic,
        count(distinct release_id) as releases,
        count(distinct release_id) filter (late) as late,
        count(distinct company) as companies,
        count(*) filter (kind = 'target') as targets,
        if(count(distinct dated_by) > 1, 'mixed', any_value(dated_by)) as dated_by
    from stated
    group by all
),

happened as (
    select
        week_starts_on,
        unnest([topic, 'all']) as topic,
        kind
    from mart_event
),

events as (
    select
        week_starts_on,
        topic,
        count(*) filter (kind = 'new') as "new",
        count(*) filter (kind = 'restated') as restated,
        count(*) filter (kind = 'raised') as raised,
        count(*) filter (kind = 'lowered') as lowered,
        count(*) filter (kind = 'brought_forward') as brought_forward,
        count(*) filter (kind = 'delayed') as "delayed",
        count(*) filter (kind = 'rebased') as rebased,
        count(*) filter (kind = 'achieved') as achieved,
        count(*) filter (kind = 'withdrawn') as withdrawn,
        count(*) filter (kind = 'overdue') as overdue
    from happened
    group by all
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    coalesce(c.dated_by, 'published') as dated_by,
    topic,
    coalesce(c.releases, 0) as releases,
    coalesce(c.late, 0) as late,
    coalesce(c.companies, 0) as companies,
    coalesce(c.targets, 0) as targets,
    coalesce(e."new", 0) as "new",
    coalesce(e.restated, 0) as restated,
    coalesce(e.raised, 0) as raised,
    coalesce(e.lowered, 0) as lowered,
    coalesce(e.brought_forward, 0) as brought_forward,
    coalesce(e."delayed", 0) as "delayed",
    coalesce(e.rebased, 0) as rebased,
    coalesce(e.achieved, 0) as achieved,
    coalesce(e.withdrawn, 0) as withdrawn,
    coalesce(e.overdue, 0) as overdue
from wanted
full join counted c using (week_starts_on, topic)
full join events e using (week_starts_on, topic)
order by week_starts_on, topic;
