-- No release is dated later than the second day after it was first seen.
select release_id, title, published_on, published_from, first_seen_at
from core_release
where published_on > cast(first_seen_at as date) + 2;
