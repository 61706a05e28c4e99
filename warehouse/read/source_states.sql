-- What the book remembers of each source, with its last attempt.
with attempts as (
    select f.source, max(f.fetched_at) as last_fetched_at
    from raw_fetch f
    join raw_source s on s.source = f.source
    where f.url in (s.location, s.moved_to) and f.outcome not in ('not_due', 'waiting', 'retired')
    group by f.source
)

select
    s.source, s.etag, s.last_modified, s.location, s.moved_to, coalesce(s.moved_seen, 0) as moved_seen,
    coalesce(s.identity, 'guid') as identity, coalesce(s.failures, 0) as failures, s.last_reason, s.failing_since_at,
    s.retry_at, s.retry_host, s.retired_at, s.last_new_at, s.gap_s, coalesce(s.floor_s, 0) as floor_s, s.entry_count,
    s.usual_entry_count, s.stale_after_s, a.last_fetched_at, s.last_full_at
from raw_source s
left join attempts a using (source);
