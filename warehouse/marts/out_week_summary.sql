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

-- Under all every release counts, also one without a row.
every_release as (
    select
        week_starts_on,
        count(*) as releases,
        count(*) filter (is_late) as late,
        bool_or(is_undated) as some_undated,
        bool_and(is_undated) as all_undated
    from mart_release
    group by week_starts_on
),

every_row as (
    select week_starts_on, companies, targets from mart_target where not by_topic and not by_company
),

stated as (
    select week_starts_on, topic, releases, late, companies, targets, some_undated, all_undated
    from mart_target
    where by_topic
    union all by name
    select *, 'all' as topic from every_release left join every_row using (week_starts_on)
),

events as (
    select * replace (if(by_topic, topic, 'all') as topic) from mart_event where not by_company
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    case when s.all_undated then 'first_seen' when s.some_undated then 'mixed' else 'published' end as dated_by,
    topic,
    coalesce(s.releases, 0) as releases,
    coalesce(s.late, 0) as late,
    coalesce(s.companies, 0) as companies,
    coalesce(s.targets, 0) as targets,
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
full join stated s using (week_starts_on, topic)
full join events e using (week_starts_on, topic)
order by week_starts_on, topic;
