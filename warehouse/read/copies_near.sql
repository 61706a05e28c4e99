-- Pairs that share a mark, one of them read anew; those whose text is the same word for word need no comparing.
with marks as (
    select release_id, body_sha256, unnest(text_keys || origin_keys) as key
    from core_release_sketch
),

fresh as (
    select marks.* from marks join staged_changed using (release_id)
)

select distinct
    least(fresh.release_id, marks.release_id) as one,
    greatest(fresh.release_id, marks.release_id) as other
from fresh
join marks using (key)
where fresh.release_id <> marks.release_id
    and coalesce(fresh.body_sha256 <> marks.body_sha256, true);
