-- The sources that this run found changed.
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
    last_fetched_at = staged.last_fetched_at,
    moved_to = staged.moved_to,
    moved_seen = staged.moved_seen,
    identity = staged.identity,
    failures = staged.failures,
    last_reason = staged.last_reason,
    failing_since_at = staged.failing_since_at,
    retry_at = staged.retry_at,
    retry_host = staged.retry_host,
    retired_at = staged.retired_at,
    last_new_at = staged.last_new_at,
    last_full_at = staged.last_full_at,
    gap_s = staged.gap_s,
    floor_s = staged.floor_s,
    entry_count = staged.entry_count,
    usual_entry_count = staged.usual_entry_count,
    stale_after_s = staged.stale_after_s
when not matched then insert by name;
