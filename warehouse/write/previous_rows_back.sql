-- The copies of items that are as they were before.
delete from {copied} where {key} in (select {key} from staged_undone);
