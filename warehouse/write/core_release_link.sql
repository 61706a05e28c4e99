-- The links of what was read anew; its old ones are gone by now.
insert into core_release_link by name
select * from staged_core_release_link;
