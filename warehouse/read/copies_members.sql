-- All that is linked, over however many steps, with what was touched.
with recursive ties as (
    select release_id as one, other_release_id as other from core_release_link
    union all
    select other_release_id, release_id from core_release_link
    union all
    select release_id, body_sha256 from core_release_sketch where body_sha256 is not null
    union all
    select body_sha256, release_id from core_release_sketch where body_sha256 is not null
),

reached as (
    select release_id as one from staged_touched
    union
    select ties.other from reached join ties using (one)
)

select
    r.release_id,
    s.body_sha256,
    s.word_count,
    r.published_on,
    r.published_at,
    coalesce(r.is_correction, false) as is_correction,
    r.wire_release_id
from core_release r
join core_release_sketch s using (release_id)
where r.release_id in (select one from reached);
