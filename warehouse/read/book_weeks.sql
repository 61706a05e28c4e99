-- The latest weeks of the book, oldest first.
with latest as (
    select * from out_week_summary where topic = 'all' order by week desc limit $weeks
)

select * from latest order by week;
