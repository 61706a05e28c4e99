-- The sources as this run found them.
merge into raw_source as book
using staged_raw_source as staged
on book.source = staged.source
when matched then update set
    kind = staged.kind,
    location = staged.location,
    issuer = staged.issuer,
    etag = staged.etag,
    last_modified = staged.last_modified,
    last_outcome = staged.last_outcome,
    last_fetched_at = staged.last_fetched_at
when not matched then insert by name;
