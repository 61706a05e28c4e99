-- What the tables of each week hold, as a figure: a week whose figure differs is written again.
-- Attempts count once the week is over: each run adds some, and would have the running week written for nothing else.
with parts as (
    select week, md5_number_lower(concat('summary', cast(t as varchar))) as digest, false as told from out_week_summary t
    union all
    select week, md5_number_lower(concat('rolling', cast(t as varchar))), false from out_week_rolling t
    union all
    select week, md5_number_lower(concat('targets', cast(t as varchar))), true from out_week_targets t
    union all
    select week, md5_number_lower(concat('companies', cast(t as varchar))), true from out_week_companies t
    union all
    select week, md5_number_lower(concat('changes', cast(t as varchar))), true from out_changes t
    union all
    select week, md5_number_lower(concat('rejects', cast(t as varchar))), true from out_week_rejects t
    union all
    select week, md5_number_lower(concat('sources', cast(t as varchar))), attempts > 0
    from out_week_sources t
    where week < $current_week
    union all
    select week, md5_number_lower(concat('releases', release_id, issuer, title, link)), true
    from releases
    where duplicate_of is null
)

select week, cast(bit_xor(digest) as varchar) || ' ' || count(*) as digest, bool_or(told) as told
from parts
group by week
order by week;
