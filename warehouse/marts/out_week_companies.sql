insert into out_week_companies by name
with of_releases as (
    select week_starts_on, company, release, late, sum(stated) filter (is_target) as targets
    from mart_target
    where company is not null
    group by week_starts_on, company, release, late
),

stated as (
    select
        week_starts_on,
        company,
        count(*) as releases,
        count(*) filter (late) as late,
        cast(coalesce(sum(targets), 0) as bigint) as targets
    from of_releases
    group by week_starts_on, company
),

events as (
    select
        week_starts_on,
        company,
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
    group by week_starts_on, company
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    company,
    coalesce(s.releases, 0) as releases,
    coalesce(s.late, 0) as late,
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
from stated s
full join events e using (week_starts_on, company)
order by week_starts_on, company;
