insert into out_week_companies by name
with stated as (
    select
        strftime(coalesce(r.published_on, cast(r.first_seen_at as date)), '%G-W%V') as week,
        t.company,
        count(distinct t.release_id) as releases,
        count(*) filter (t.kind = 'target') as targets
    from core_target t
    join core_release r using (release_id)
    where r.duplicate_of is null and t.company is not null
    group by all
),
happened as (
    select
        strftime(e.happened_on, '%G-W%V') as week,
        p.company,
        count(*) filter (e.kind = 'new') as "new",
        count(*) filter (e.kind = 'restated') as restated,
        count(*) filter (e.kind = 'raised') as raised,
        count(*) filter (e.kind = 'lowered') as lowered,
        count(*) filter (e.kind = 'brought_forward') as brought_forward,
        count(*) filter (e.kind = 'delayed') as delayed,
        count(*) filter (e.kind = 'rebased') as rebased,
        count(*) filter (e.kind = 'achieved') as achieved,
        count(*) filter (e.kind = 'withdrawn') as withdrawn,
        count(*) filter (e.kind = 'overdue') as overdue
    from core_promise_event e
    join core_promise p using (promise_id)
    group by all
)
select
    week, company, coalesce(releases, 0) as releases, coalesce(targets, 0) as targets,
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
from stated
full join happened using (week, company)
order by week, company;
