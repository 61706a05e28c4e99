-- Pairs that share a mark, one of them read anew; those whose text is the same word for word need no comparing. Forms
-- that a thousand issuers fill in share marks too: far in time, or of two issuers, a pair must share more than a few.
with marks as (
    select
        s.release_id,
        s.body_sha256,
        r.published_on,
        lower(r.issuer) as issuer,
        unnest(s.text_keys) as key,
        false as is_origin
    from core_release_sketch s
    join core_release r using (release_id)
    union all
    select s.release_id, s.body_sha256, r.published_on, lower(r.issuer), unnest(s.origin_keys), true
    from core_release_sketch s
    join core_release r using (release_id)
),

fresh as (
    select marks.* from marks join staged_changed using (release_id)
),

shared as (
    select
        fresh.release_id as mine,
        marks.release_id as theirs,
        bool_or(fresh.is_origin) as same_origin,
        count(*) as key_count,
        any_value(fresh.issuer = marks.issuer) as same_issuer
    from fresh
    join marks using (key)
    where fresh.release_id <> marks.release_id
        and coalesce(fresh.body_sha256 <> marks.body_sha256, true)
        and (
            fresh.is_origin
            or coalesce(abs(date_diff('day', fresh.published_on, marks.published_on)) <= 45, true)
        )
    group by mine, theirs
)

select distinct least(mine, theirs) as one, greatest(mine, theirs) as other
from shared
where same_origin or key_count >= case when same_issuer then 1 when same_issuer is null then 3 else 6 end;
