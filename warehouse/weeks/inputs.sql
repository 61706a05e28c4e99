-- A digest of all that a week's rows of the out_ tables are made from, for every week that has any.
-- Weeks are numbered as in calendar.sql; hashes of ids join at a third of the cost of ids.
with dated as (
    select
        hash(release_id) as release,
        coalesce(published_on - date '0001-01-01', 719162 + epoch_us(first_seen_at) // 86400000000) // 7 as monday,
        hash(
            release_id, duplicate_of, published_on is null,
            (719162 + epoch_us(first_seen_at) // 86400000000) // 7
        ) as said
    from core_release
),

releases as (
    select monday, count(*) as things, bit_xor(said) as digest from dated group by monday
),

targets as (
    select d.monday, count(*) as things, bit_xor(hash(t.target_id, t.kind, t.topic, t.company)) as digest
    from core_target t
    join dated d on d.release = hash(t.release_id)
    group by d.monday
),

ruled as (
    select d.monday, count(*) as things, bit_xor(hash(w.target_id)) as digest
    from ruled_wrong w
    join dated d on d.release = hash(w.release_id)
    group by d.monday
),

promises as (
    select hash(promise_id) as promise, hash(company, topic) as whose from core_promise
),

happened as (
    select (happened_on - date '0001-01-01') // 7 as monday, hash(promise_id) as promise, hash(event_id, kind) as told
    from core_promise_event
),

events as (
    select h.monday, count(*) as things, bit_xor(hash(h.told, p.whose)) as digest
    from happened h
    join promises p using (promise)
    group by h.monday
),

fetches as (
    select
        (719162 + epoch_us(fetched_at) // 86400000000) // 7 as monday,
        count(*) as things,
        sum(
            cast(
                hash(
                    source, url, outcome, detail, warc_file is null, item_count, new_count, changed_count, aside_count,
                    fetched_at
                ) % 1000000007 as bigint
            )
        ) as digest
    from raw_fetch
    group by monday
),

rejects as (
    select
        (719162 + epoch_us(first_seen_at) // 86400000000) // 7 as monday,
        count(*) as things,
        bit_xor(hash(stage, ref, reason, detail)) as digest
    from (
        select first_seen_at, stage, ref, reason, detail from raw_reject
        union all
        select first_seen_at, 'extract', release_id, language, null from core_release where language <> 'en'
    )
    group by monday
),

parts as (
    select monday, 1 as part, things, cast(digest as varchar) as digest from releases
    union all select monday, 2, things, cast(digest as varchar) from targets
    union all select monday, 4, things, cast(digest as varchar) from ruled
    union all select monday, 3, things, cast(digest as varchar) from events
    union all select monday, 5, things, cast(digest as varchar) from fetches
    union all select monday, 6, things, cast(digest as varchar) from rejects
),

sources as (
    select first_monday as monday, bit_xor(hash(source)) as digest
    from (
        select source, min((719162 + epoch_us(fetched_at) // 86400000000) // 7) as first_monday
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
