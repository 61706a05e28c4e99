-- What was set aside of the touched items, but for those that an unfinished reprocess has kept already.
insert into previous_reject by name
select *
from raw_reject
where stage = 'clean'
    and ref in (select ref from staged_touched)
    and ref not in (select ref from previous_reading);
