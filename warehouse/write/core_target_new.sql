-- The rows of new releases.
insert into core_target by name
select * from staged_core_target where release_id not in (select release_id from known_release);
