insert into out_horizon by name
with by_company as (
    select target_year, topic, company, status, count(*) as promises from core_promise group by all
),

stand as (
    select * from by_company
    union all
    select target_year, 'all', company, status, promises from by_company
)

select
    target_year,
    topic,
    cast(sum(promises) as bigint) as promises,
    count(distinct company) as companies,
    cast(coalesce(sum(promises) filter (status = 'open'), 0) as bigint) as "open",
    cast(coalesce(sum(promises) filter (status = 'achieved'), 0) as bigint) as achieved,
    cast(coalesce(sum(promises) filter (status = 'withdrawn'), 0) as bigint) as withdrawn,
    cast(coalesce(sum(promises) filter (status = 'overdue'), 0) as bigint) as overdue
from stand
group by target_year, topic
order by target_year, topic;
