-- The releases of the weeks being built, told once each. Numbers join at a third of the cost of ids of 32 characters.
create or replace temp table mart_release as
select
    hash(r.release_id) as release,
    w.week_starts_on,
    r.published_on is null as is_undated,
    (719162 + epoch_us(r.first_seen_at) // 86400000000) // 7 > w.monday as is_late
from core_release r
join staged_week w
    on w.monday = coalesce(r.published_on - date '0001-01-01', 719162 + epoch_us(r.first_seen_at) // 86400000000) // 7
where r.duplicate_of is null;
