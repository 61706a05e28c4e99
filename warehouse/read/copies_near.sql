-- Pairs that share a mark, one of them read anew; those whose text is the same word for word need no comparing. Forms
-- that a thousand issuers fill in share marks too: of two issuers, a pair must share more than a few and come within a
-- week, for which neighbouring weeks are joined; of one issuer, one mark within 45 days is enough.
with releases as materialized (
    select
        row_number() over () as number,
        s.release_id,
        s.body_sha256,
        r.published_on as day,
        date_diff('day', date '2000-01-01', r.published_on) // 7 as week,
        lower(r.issuer) as issuer,
        c.release_id is not null as is_fresh,
        s.text_keys,
        s.origin_keys
    from core_release_sketch s
    join core_release r using (release_id)
    left join staged_changed c using (release_id)
),

origins as materialized (select number, is_fresh, unnest(origin_keys) as key from releases),

marks as materialized (
    select number, day, week, issuer, is_fresh, unnest(text_keys) as key, week is null or issuer is null as is_vague
    from releases
),

of_one_origin as (
    select f.number as mine, m.number as theirs
    from origins f
    join origins m using (key)
    where f.is_fresh and (f.number < m.number or not m.is_fresh)
),

of_one_issuer as (
    select distinct f.number as mine, m.number as theirs
    from marks f
    join marks m using (key, issuer)
    where f.is_fresh
        and (f.number < m.number or not m.is_fresh)
        and coalesce(abs(f.day - m.day) <= 45, true)
),

of_two_issuers as (
    select f.number as mine, m.number as theirs
    from (select * replace (week + unnest([-1, 0, 1]) as week) from marks where is_fresh and not is_vague) f
    join (from marks where not is_vague) m using (key, week)
    where f.issuer <> m.issuer
        and (f.number < m.number or not m.is_fresh)
        and abs(f.day - m.day) <= 7
    group by all
    having count(*) >= 6
),

texts as materialized (
    select number, lower(text) as text, split_part(releases.issuer, ' ', 1) as name
    from releases
    join core_release using (release_id)
    where number in (select mine from of_two_issuers union select theirs from of_two_issuers)
),

-- An announcement of one company under another's name, a site's or a partner's, speaks of that company.
of_two_named as (
    select mine, theirs
    from of_two_issuers
    join texts f on mine = f.number
    join texts m on theirs = m.number
    where contains(f.text, m.name) or contains(m.text, f.name)
),

-- One of the two names no issuer, or no day: joined apart, for there is no more to join them by than the mark.
of_vague as (
    select f.number as mine, m.number as theirs, f.issuer as my_issuer, m.issuer as their_issuer, f.day as my_day, m.day as their_day
    from (from marks where is_fresh and is_vague) f
    join marks m using (key)
    where f.number < m.number or not (m.is_fresh and m.is_vague)
    union all
    select f.number, m.number, f.issuer, m.issuer, f.day, m.day
    from (from marks where is_fresh and not is_vague) f
    join (from marks where is_vague and not is_fresh) m using (key)
),

near as (
    from of_one_origin
    union
    from of_one_issuer
    union
    from of_two_named
    union
    select mine, theirs
    from of_vague
    where coalesce(abs(my_day - their_day) <= 45, true)
    group by all
    having count(*) >= if(any_value(my_issuer <> their_issuer), 6, 3)
)

select distinct least(f.release_id, m.release_id) as one, greatest(f.release_id, m.release_id) as other
from near
join releases f on near.mine = f.number
join releases m on near.theirs = m.number
where mine <> theirs and coalesce(f.body_sha256 <> m.body_sha256, true);
