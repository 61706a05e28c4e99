-- The latest changes of the companies with most of them in the latest weeks.
with latest as (
    select week from out_week_summary where topic = 'all' order by week desc limit $weeks
),

recent as (
    select * from out_changes where week in (select week from latest)
),

busiest as (
    select company, count(*) as changes from recent group by company order by changes desc, company limit $companies
)

select recent.*
from recent
join busiest using (company)
qualify row_number() over (partition by company order by happened_on desc, event_id) <= $each
order by company, happened_on desc, event_id;
