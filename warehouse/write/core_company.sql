-- The companies of the watch-list.
insert into core_company by name select * from staged_core_company;
