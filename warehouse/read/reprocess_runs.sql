-- The reprocess runs, the last one first.
select * from meta_reprocess order by began_at desc;
