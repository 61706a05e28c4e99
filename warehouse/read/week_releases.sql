-- Releases of some weeks, as a page lists them, each with the first of its targets.
with first_targets as (
    select release_id, count(*) as targets, arg_min(target_id, (company, target_id)) as first_target_id
    from out_week_targets
    where list_contains($weeks, week)
    group by release_id
)

select r.week, r.published_on, r.issuer, r.title, r.link, r.release_id, coalesce(t.targets, 0) as targets,
    t.first_target_id, cast(null as varchar) as evidence
from releases r
left join first_targets t using (release_id)
where r.duplicate_of is null and list_contains($weeks, r.week)
order by r.week, r.published_on, r.issuer, r.release_id;
