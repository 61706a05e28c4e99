-- The current version of every item.
select source, item_key, sha256, fingerprint, url, feed_title as title from raw_document where is_current;
