insert into out_week_targets by name
select * exclude (position, events), coalesce(events, '') as events
from mart_target
-- An achievement or a withdrawal is told where it did something to a promise.
where kind = 'target' or events is not null
order by week_starts_on, company, release_id, position;
