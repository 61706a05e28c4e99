-- The fields of new releases.
insert into core_release_field by name
select * from staged_core_release_field where release_id not in (select release_id from known_release);
