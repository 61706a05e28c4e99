-- The rows of the touched items as they are, but for items that an unfinished reprocess has kept already.
insert into {copied} by name
select *
from {original}
where {key} in (select {key} from staged_touched)
    and {key} not in (select {key} from previous_reading);
