-- The touched sections as they are, but for items that an unfinished reprocess has kept already.
insert into previous_section by name
select *
from core_section
where release_id in (select release_id from staged_touched)
    and release_id not in (select release_id from previous_reading);
