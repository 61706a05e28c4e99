insert into out_horizon by name
with stand as (
    select target_year, topic, status, count(*) as promises from core_promise group by target_year, topic, status
),

-- Rows made distinct count at half the cost of counting distinct rows.
companies as materialized (
    select distinct target_year, topic, hash(company) as company_hash from core_promise where company is not null
),

of_companies as (
    select target_year, topic, count(*) as companies from companies group by target_year, topic
    union all
    select target_year, 'all', count(*)
    from (select distinct target_year, company_hash from companies)
    group by target_year
),

of_promises as (
    select
        target_year,
        coalesce(topic, 'all') as topic,
        cast(sum(promises) as bigint) as promises,
        cast(coalesce(sum(promises) filter (status = 'open'), 0) as bigint) as "open",
        cast(coalesce(sum(promises) filter (status = 'achieved'), 0) as bigint) as achieved,
        cast(coalesce(sum(promises) filter (status = 'withdrawn'), 0) as bigint) as withdrawn,
        cast(coalesce(sum(promises) filter (status = 'overdue'), 0) as bigint) as overdue
    from stand
    group by grouping sets ((target_year, topic), (target_year))
)

select
    p.target_year, p.topic, p.promises, coalesce(c.companies, 0) as companies, p."open", p.achieved, p.withdrawn, p.overdue
from of_promises p
left join of_companies c on c.target_year is not distinct from p.target_year and c.topic = p.topic
order by p.target_year, p.topic;
