-- A digest of all that a week's rows of the out_ tables are made from, for every week that has any.
-- 0001-01-01 was a Monday: whole sevens of days from there are ISO weeks, at a tenth of date_trunc's cost.
with dated as (
    select
        *,
        (coalesce(published_on, cast(first_seen_at as date)) - date '0001-01-01') // 7 as monday,
        hash(
            document_id, duplicate_of, title, url, source, published_on is null, published_on,
            cast(first_seen_at as date) - coalesce(published_on, cast(first_seen_at as date))
        ) as said
    from core_release
),

releases as (
    select monday, count(*) as things, bit_xor(hash(release_id, said)) as digest from dated group by monday
),

targets as (
    select d.monday, count(*) as things, bit_xor(hash(t.target_id, t.position, t.wording)) as digest
    from core_target t
    join dated d using (release_id)
    group by d.monday
),

-- What is overdue shows the sentence that last spoke of it, which belongs to another week.
last_words as (
    select p.promise_id, hash(p, t.wording, d.release_id, d.said) as said
    from core_promise p
    left join core_target t on t.target_id = p.last_target_id
    left join dated d on d.release_id = t.release_id
    where p.status = 'overdue'
),

happened as (
    select
        (happened_on - date '0001-01-01') // 7 as monday,
        promise_id,
        kind,
        hash(
            event_id, kind, target_id, release_id, happened_on, value_before, value_after, year_before, year_after,
            note, rule
        ) as told
    from core_promise_event
),

events as (
    select h.monday, count(*) as things, bit_xor(hash(h.told, p.company, p.topic)) as digest
    from happened h
    join core_promise p using (promise_id)
    group by h.monday
),

ends as (
    select h.monday, count(*) as things, bit_xor(l.said) as digest
    from happened h
    join last_words l using (promise_id)
    where h.kind = 'overdue'
    group by h.monday
),

fetches as (
    select
        (cast(fetched_at as date) - date '0001-01-01') // 7 as monday,
        count(*) as things,
        sum(cast(hash(source, url, outcome, detail, document_id, item_count, new_count) % 1000000007 as bigint)) as digest
    from raw_fetch
    group by monday
),

rejects as (
    select
        (cast(first_seen_at as date) - date '0001-01-01') // 7 as monday,
        count(*) as things,
        bit_xor(hash(stage, ref, reason, detail)) as digest
    from raw_reject
    group by monday
),

parts as (
    select monday, 1 as part, things, cast(digest as varchar) as digest from releases
    union all select monday, 2, things, cast(digest as varchar) from targets
    union all select monday, 3, things, cast(digest as varchar) from events
    union all select monday, 4, things, cast(digest as varchar) from ends
    union all select monday, 5, things, cast(digest as varchar) from fetches
    union all select monday, 6, things, cast(digest as varchar) from rejects
),

sources as (
    select first_monday as monday, bit_xor(hash(source)) as digest
    from (
        select source, min((cast(fetched_at as date) - date '0001-01-01') // 7) as first_monday
        from raw_fetch
        group by source
    )
    group by first_monday
),

-- A source has a row in every week from its first attempt on.
watched as (
    select w.monday, bit_xor(s.digest) as digest
    from (select unnest(range(min(monday), max(monday) + 1)) as monday from fetches) w
    join sources s on s.monday <= w.monday
    group by w.monday
),

every_part as (
    select monday, part, things, digest from parts where monday is not null
    union all
    select monday, 7, 0, cast(digest as varchar) from watched
)

select
    date '0001-01-01' + cast(monday * 7 as integer) as week_starts_on,
    string_agg(part || ':' || things || ':' || digest, ' ' order by part) as inputs
from every_part
group by monday
order by monday;
