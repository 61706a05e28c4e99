-- The rows of those releases, without those that a person ruled wrong, counted as in mart_event.
create or replace temp table mart_target as
with stated as (
    select
        r.release, r.week_starts_on, r.is_undated, r.is_late, t.topic, t.kind = 'target' as is_target,
        if(t.company is null, null, hash(t.company)) as company_hash
    from core_target t
    join mart_release r on r.release = hash(t.release_id)
    where t.target_id not in (select w.target_id from ruled_wrong w)
)

select
    week_starts_on,
    topic,
    company_hash,
    grouping(topic) = 0 as by_topic,
    grouping(company_hash) = 0 as by_company,
    count(distinct release) as releases,
    count(distinct release) filter (is_late) as late,
    count(distinct company_hash) as companies,
    count(*) filter (is_target) as targets,
    bool_or(is_undated) as some_undated,
    bool_and(is_undated) as all_undated
from stated
group by grouping sets (
    (week_starts_on, topic), (week_starts_on, company_hash), (week_starts_on)
);
