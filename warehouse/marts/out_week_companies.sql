insert into out_week_companies by name
with stated as (
    select
        week_starts_on,
        company,
        count(distinct release) as releases,
        count(distinct release) filter (is_late) as late,
        count(*) filter (is_target) as targets
    from mart_target
    where company is not null
    group by week_starts_on, company
),

events as (
    select
        week_starts_on,
        company,
        cast(coalesce(sum(events) filter (kind = 'new'), 0) as bigint) as "new",
        cast(coalesce(sum(events) filter (kind = 'restated'), 0) as bigint) as restated,
        cast(coalesce(sum(events) filter (kind = 'raised'), 0) as bigint) as raised,
        cast(coalesce(sum(events) filter (kind = 'lowered'), 0) as bigint) as lowered,
        cast(coalesce(sum(events) filter (kind = 'brought_forward'), 0) as bigint) as brought_forward,
        cast(coalesce(sum(events) filter (kind = 'delayed'), 0) as bigint) as "delayed",
        cast(coalesce(sum(events) filter (kind = 'rebased'), 0) as bigint) as rebased,
        cast(coalesce(sum(events) filter (kind = 'achieved'), 0) as bigint) as achieved,
        cast(coalesce(sum(events) filter (kind = 'withdrawn'), 0) as bigint) as withdrawn,
        cast(coalesce(sum(events) filter (kind = 'overdue'), 0) as bigint) as overdue
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
