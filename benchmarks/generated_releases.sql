-- The releases of made-up targets, spread over six years.
insert into core_release by name
select
    sha256('r' || i) as release_id,
    sha256('d' || i) as document_id,
    'generated' as source,
    date '2020-01-01' + cast(hash(i, 3) % 2190 as integer) as published_on,
    'Text ' || i as text,
    sha256('x' || i) as text_sha256,
    '1' as cleaner_version,
    'benchmark' as run_id,
    timestamptz '2026-01-01 00:00:00+00' as first_seen_at
from range($first // 2, $last // 2) t(i);
