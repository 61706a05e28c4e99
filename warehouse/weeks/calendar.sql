-- Every week that has rows in an out_ table: whether it is one of the book's, and how much falls into it.
-- Weeks are numbered from 0001-01-01, a Monday; 1970-01-01 is day 719162 from there. Casting a time to a date costs ten
-- times as much as the division.
with releases as (
    select
        coalesce(published_on - date '0001-01-01', 719162 + epoch_us(first_seen_at) // 86400000000) // 7 as monday,
        count(*) as things
    from core_release
    group by monday
),

told as (
    select
        monday,
        least(monday, (719162 + epoch_us((select max(first_seen_at) from core_release)) // 86400000000) // 7) as past,
        things
    from releases
    union all
    select (happened_on - date '0001-01-01') // 7, (happened_on - date '0001-01-01') // 7, count(*)
    from core_promise_event
    group by all
),

-- From the first week in which something was said or happened to the last, but not on to a date in the future, and at
-- most thirty years: a mistyped date is a week of its own, not a thousand years of zeros.
book as (
    select unnest(range(greatest(min(past), max(past) - 1565), max(past) + 1)) as monday from told
    union
    select monday from told
),

watched as (
    select (719162 + epoch_us(fetched_at) // 86400000000) // 7 as monday from raw_fetch
),

every_week as (
    select monday, true as in_book, 0 as things from book
    union all
    select monday, true, things from told
    union all
    select unnest(range(min(monday), max(monday) + 1)), false, 0 from watched
    union all
    select distinct (719162 + epoch_us(first_seen_at) // 86400000000) // 7, false, 0 from raw_reject
),

weeks as (
    select
        date '0001-01-01' + cast(monday * 7 as integer) as week_starts_on,
        bool_or(in_book) as in_book,
        cast(sum(things) as bigint) as things
    from every_week
    where monday is not null
    group by monday
)

select strftime(week_starts_on, '%G-W%V') as week, week_starts_on, in_book, things
from weeks
order by week_starts_on;
