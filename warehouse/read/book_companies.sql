-- The companies with most changes in the latest weeks; restatements are no change.
with latest as (
    select week from out_week_summary where topic = 'all' order by week desc limit $weeks
),

counted as (
    select
        company,
        count(*) as changes,
        count(*) filter (kind = 'new') as "new",
        count(*) filter (kind = 'raised') as raised,
        count(*) filter (kind = 'lowered') as lowered,
        count(*) filter (kind = 'brought_forward') as brought_forward,
        count(*) filter (kind = 'delayed') as "delayed",
        count(*) filter (kind = 'rebased') as rebased,
        count(*) filter (kind = 'achieved') as achieved,
        count(*) filter (kind = 'withdrawn') as withdrawn,
        count(*) filter (kind = 'overdue') as overdue
    from out_changes
    where week in (select week from latest)
    group by company
)

select * from counted order by changes desc, company limit $companies;
