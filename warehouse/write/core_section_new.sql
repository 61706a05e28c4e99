-- The sections of new releases.
insert into core_section by name
select * from staged_core_section where release_id not in (select release_id from known_release);
