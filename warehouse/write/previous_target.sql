-- The touched targets as they are, but for items that an unfinished reprocess has kept already.
insert into previous_target by name
select *
from core_target
where release_id in (select release_id from staged_touched)
    and release_id not in (select release_id from previous_reading);
