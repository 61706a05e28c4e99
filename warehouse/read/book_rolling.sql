-- The latest week that holds a release, beside the weeks before it.
select *
from out_week_rolling
where topic = 'all' and week = (select max(week) from out_week_summary where topic = 'all' and releases > 0)
order by weeks;
