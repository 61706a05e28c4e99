-- The releases of the staged items as they stand.
select * from core_release where release_id in (select release_id from staged_wanted);
