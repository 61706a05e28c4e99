-- How the sources fare, those that need care first.
select * from out_source_health order by status = 'ok', status, source limit $sources;
