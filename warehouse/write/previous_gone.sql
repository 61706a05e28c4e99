-- A new reprocess begins: the copies that the last one made go, unless that one was stopped before its end.
delete from previous_release where not exists (select 1 from meta_reprocess where finished_at is null);
delete from previous_section where not exists (select 1 from meta_reprocess where finished_at is null);
delete from previous_target where not exists (select 1 from meta_reprocess where finished_at is null);
delete from previous_reject where not exists (select 1 from meta_reprocess where finished_at is null);
delete from previous_reading where not exists (select 1 from meta_reprocess where finished_at is null);
