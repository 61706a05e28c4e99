-- A new reprocess begins: the copies that the last one made go, unless that one was stopped before its end.
delete from {copied} where not exists (select 1 from meta_reprocess where finished_at is null);
