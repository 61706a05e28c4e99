-- The rows of the staged items before the last reprocess.
select * from {copied} where {key} in (select {key} from staged_undone);
