insert into out_week_companies by name
with stated as (
    select * from mart_target where by_company and company_hash is not null
),

events as (
    select * from mart_event where by_company
)

select
    strftime(week_starts_on, '%G-W%V') as week,
    week_starts_on,
    c.company,
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
full join events e using (week_starts_on, company_hash)
left join mart_company c using (company_hash)
order by week_starts_on, c.company;
