-- The latest changes, newest first.
select * from out_changes order by happened_on desc, company, event_id limit $changes;
