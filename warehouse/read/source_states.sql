-- What makes the next fetch of a source conditional.
select source, etag, last_modified from raw_source;
