-- The current version of every item.
select source, item_key, sha256 from raw_document where is_current;
