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

-- Every release under all, those with rows also under the topics of these.
stated as (
    select week_starts_on, release, dated_by, late, topic, company, is_target, stated from mart_target
    union all
    select week_starts_on, release, dated_by, late, 'all', company, is_target, stated from mart_target
    union all
    select week_starts_on, release, dated_by, late, 'all', null, false, 0 from mart_release
),

of_releases as (
    select week_starts_on, topic, release, any_value(dated_by) as dated_by, bool_or(late) as late
    from stated
    group by week_starts_on, topic, release
),

counted as (
    select
        week_starts_on,
        topic,
        count(*) as releases,
        count(*) filter (late) as late,
        if(min(dated_by) <> max(dated_by), 'mixed', min(dated_by)) as dated_by
    from of_releases
    group by week_starts_on, topic
),

of_companies as (
    select week_starts_on, topic, company, sum(stated) filter (is_target) as targets
    from stated
    group by week_starts_on, topic, company
),

owned as (
    select week_starts_on, topic, count(company) as companies, cast(coalesce(sum(targets), 0) as bigint) as targets
    from of_companies
    group by week_starts_on, topic
),

events as (
    select
        week_starts_on,
        coalesce(topic, 'all') as topic,
        cast(sum("new") as bigint) as "new",
        cast(sum(restated) as bigint) as restated,
        cast(sum(raised) as bigint) as raised,
        cast(sum(lowered) as bigint) as lowered,
        cast(sum(brought_forward) as bigint) as brought_forward,
        cast(sum("delayed") as bigint) as "delayed",
        cast(sum(rebased) as bigint) as rebased,
        cast(sum(achieved) as bigint) as achieved,
        cast(sum(withdrawn) as bigint) as withdrawn,
        cast(sum(overdue) as bigint) as overdue
    from mart_event
    group by grouping sets ((week_starts_on, topic), (week_starts_on))
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    coalesce(c.dated_by, 'published') as dated_by,
    topic,
    coalesce(c.releases, 0) as releases,
    coalesce(c.late, 0) as late,
    coalesce(o.companies, 0) as companies,
    coalesce(o.targets, 0) as targets,
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
left join owned o using (week_starts_on, topic)
full join events e using (week_starts_on, topic)
order by week_starts_on, topic;
