-- Which of the staged items the book holds documents of already. Most loads bring new ones only: what is then joined with
-- nothing is not read, and a load into a large book does not search all rows for ids that cannot be there.
create or replace temp table known_release as
select distinct release_id from raw_document where release_id in (select release_id from staged_raw_document);
