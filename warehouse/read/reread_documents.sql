-- The current documents of the staged items.
select * from raw_document where is_current and release_id in (select release_id from staged_wanted);
