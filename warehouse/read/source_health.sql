-- How each source fares.
select * from out_source_health order by source;
