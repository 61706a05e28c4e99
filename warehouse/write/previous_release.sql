-- The touched releases as they are, but for items that an unfinished reprocess has kept already.
insert into previous_release by name
select *
from core_release
where release_id in (select release_id from staged_touched)
    and release_id not in (select release_id from previous_reading);
