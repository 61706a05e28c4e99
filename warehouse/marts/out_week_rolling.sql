insert into out_week_rolling by name
-- Two consecutive weeks of the table need not be consecutive weeks: a range counts days, so that a gap is no matter.
with spans as (
    select unnest([4, 52]) as weeks
),

summed as (
    select
        s.week, s.week_starts_on, s.topic, p.weeks,
        least(p.weeks, (s.week_starts_on - min(s.week_starts_on) over book) // 7 + 1) as covered,
        sum(s.releases) over span as releases,
        sum(s.targets) over span as targets,
        sum(s."new") over span as "new",
        sum(s.restated) over span as restated,
        sum(s.raised) over span as raised,
        sum(s.lowered) over span as lowered,
        sum(s.brought_forward) over span as brought_forward,
        sum(s."delayed") over span as "delayed",
        sum(s.rebased) over span as rebased,
        sum(s.achieved) over span as achieved,
        sum(s.withdrawn) over span as withdrawn,
        sum(s.overdue) over span as overdue
    from out_week_summary s
    cross join spans p
    window
        span as (
            partition by s.topic, p.weeks
            order by s.week_starts_on
            range between to_days(cast(p.weeks * 7 - 7 as integer)) preceding and current row
        ),
        book as (partition by s.topic, p.weeks)
)

select
    s.week, s.week_starts_on, s.topic, cast(s.weeks as integer) as weeks, cast(s.covered as integer) as covered,
    cast(s.releases as bigint) as releases,
    cast(s.targets as bigint) as targets,
    cast(s."new" as bigint) as "new",
    cast(s.restated as bigint) as restated,
    cast(s.raised as bigint) as raised,
    cast(s.lowered as bigint) as lowered,
    cast(s.brought_forward as bigint) as brought_forward,
    cast(s."delayed" as bigint) as "delayed",
    cast(s.rebased as bigint) as rebased,
    cast(s.achieved as bigint) as achieved,
    cast(s.withdrawn as bigint) as withdrawn,
    cast(s.overdue as bigint) as overdue,
    cast(b.releases as bigint) as releases_before,
    cast(b.targets as bigint) as targets_before,
    cast(b."new" as bigint) as new_before,
    cast(b.restated as bigint) as restated_before,
    cast(b.raised as bigint) as raised_before,
    cast(b.lowered as bigint) as lowered_before,
    cast(b.brought_forward as bigint) as brought_forward_before,
    cast(b."delayed" as bigint) as delayed_before,
    cast(b.rebased as bigint) as rebased_before,
    cast(b.achieved as bigint) as achieved_before,
    cast(b.withdrawn as bigint) as withdrawn_before,
    cast(b.overdue as bigint) as overdue_before,
    cast(y.releases as bigint) as releases_year_before,
    cast(y.targets as bigint) as targets_year_before,
    cast(y."new" as bigint) as new_year_before,
    cast(y.restated as bigint) as restated_year_before,
    cast(y.raised as bigint) as raised_year_before,
    cast(y.lowered as bigint) as lowered_year_before,
    cast(y.brought_forward as bigint) as brought_forward_year_before,
    cast(y."delayed" as bigint) as delayed_year_before,
    cast(y.rebased as bigint) as rebased_year_before,
    cast(y.achieved as bigint) as achieved_year_before,
    cast(y.withdrawn as bigint) as withdrawn_year_before,
    cast(y.overdue as bigint) as overdue_year_before
from summed s
left join summed b
    on b.topic = s.topic and b.weeks = s.weeks and b.covered = b.weeks
    and b.week_starts_on = s.week_starts_on - cast(s.weeks * 7 as integer)
left join summed y
    on y.topic = s.topic and y.weeks = s.weeks and y.covered = y.weeks and y.week_starts_on = s.week_starts_on - 364
order by s.week_starts_on, s.topic, s.weeks;
