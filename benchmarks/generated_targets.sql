-- $first to $last: made-up targets, 2 a release, 60 a company, one promise said again every 12th of them.
insert into core_target by name
select
    sha256('t' || i) as target_id,
    sha256('r' || (i // 2)) as release_id,
    cast(i % 2 as integer) as position,
    case when i % 41 = 0 then 'achievement' when i % 97 = 0 then 'withdrawal' else 'target' end as kind,
    'Company ' || ((i // 2) % $companies) || ' Holdings' as company,
    case n when 0 then 'reduce' when 1 then 'reduce' when 2 then 'reach' when 3 then 'reach' when 4 then 'net_zero' else 'reduce' end as action,
    case n when 0 then 'ghg' when 1 then 'ghg' when 2 then 'renewables' when 3 then 'people' when 4 then 'ghg' else 'water' end as topic,
    case n
        when 0 then 'scope 1 and 2 emissions'
        when 1 then 'scope 3 emissions'
        when 2 then 'renewable electricity'
        when 3 then 'women in leadership positions'
        when 4 then 'net zero'
        else 'water withdrawal at its ' || (i % 5) || 'th site in Lyon'
    end as metric,
    case when n = 4 then null else 20 + (hash(i) % 8) * 5 end as value,
    case when n = 4 then null else '%' end as unit,
    cast(case n when 0 then [1, 2] when 1 then [3] else [] end as integer[]) as scopes,
    cast([] as varchar[]) as scope3_categories,
    cast(case when n in (0, 1, 5) then 2019 end as integer) as base_year,
    cast(2025 + (hash(i, 1) % 4) * 5 as integer) as target_year,
    'It now aims for the goal numbered ' || i || ' in its plan, compared with 2019, as said on the day.' as evidence,
    0 as start_char,
    80 as end_char,
    0.9 as confidence,
    ['generated'] as rules,
    '1' as extractor_version,
    'benchmark' as run_id
from (select i, hash(i // 2, i % 2, 7) % 6 as n from range($first, $last) t(i));
