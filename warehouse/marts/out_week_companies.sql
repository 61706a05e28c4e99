insert into out_week_companies by name
with stated as (
    select
        week_starts_on,
        company,
        count(distinct release_id) as releases,
        count(distinct release_id) filter (late) as late,
        count(*) filter (kind = 'target') as targets
    from mart_target
    where company is not null
    group by all
),

happened as (
    select
        week_starts_on,
        company,
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
    from mart_event
    group by all
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    company,
    coalesce(s.releases, 0) as releases,
    coalesce(s.late, 0) as late,
    coalesce(s.targets, 0) as targets,
    coalesce(h."new", 0) as "new",
    coalesce(h.restated, 0) as restated,
    coalesce(h.raised, 0) as raised,
    coalesce(h.lowered, 0) as lowered,
    coalesce(h.brought_forward, 0) as brought_forward,
    coalesce(h."delayed", 0) as "delayed",
    coalesce(h.rebased, 0) as rebased,
    coalesce(h.achieved, 0) as achieved,
    coalesce(h.withdrawn, 0) as withdrawn,
    coalesce(h.overdue, 0) as overdue
from stated s
full join happened h using (week_starts_on, company)
order by week_starts_on, company;
