-- A made-up book of $targets targets over ten years: four to a release, two statements to a promise, a company for
-- every 2,000 targets; some releases late, undated or told twice. Ids are hashes, as in a real book.
create temp table made_release as
select
    r,
    md5('release ' || r) as release_id,
    r % greatest(50, $targets // 2000) as c,
    r // greatest(50, $targets // 2000) as turn,
    date '2016-01-04' + cast(r * 3640 // ($targets // 4) as integer) as day,
    hash(r) % 100 as luck
from range($targets // 4) made(r);

insert into core_release by name
select
    release_id,
    md5('document ' || r) as document_id,
    'source ' || (r % 500) as source,
    'https://www.example.com/news/' || r as url,
    'Company ' || c || ' publishes its progress, part ' || turn as title,
    'Company ' || c as issuer,
    if(luck = 0, null, day) as published_on,
    'metadata' as published_from,
    'en' as language,
    'Company ' || c || ' says what it will do. ' || r as text,
    md5('text ' || if(luck = 1, r - 1, r)) as text_sha256,
    if(luck = 1 and r > 0, md5('release ' || (r - 1)), null) as duplicate_of,
    '1' as cleaner_version,
    'run' as run_id,
    cast(day + if(luck in (2, 3), 20, 0) as timestamptz) as first_seen_at
from made_release
order by r;

insert into raw_document by name
select
    document_id, release_id, source, url as item_key, url, text_sha256 as sha256, 4000 as byte_count,
    true as is_current, run_id, first_seen_at
from core_release;

insert into raw_fetch by name
select
    run_id, source, url, 'new' as outcome, 200 as http_status, 4000 as byte_count, document_id,
    'run.warc.gz' as warc_file, 0 as warc_offset, first_seen_at as fetched_at
from core_release;

create temp table made_target as
select
    m.r * 4 + k as t,
    md5('target ' || (m.r * 4 + k)) as target_id,
    m.release_id,
    k,
    m.day,
    m.luck,
    md5('promise ' || m.c || ' ' || (m.turn // 2) || ' ' || k) as promise_id,
    m.turn % 2 as again,
    'Company ' || m.c as company,
    list_value('ghg', 'energy', 'renewables', 'water', 'waste', 'materials', 'nature', 'products', 'suppliers', 'people',
        'society', 'finance', 'governance')[1 + (hash(m.c * 1000003 + m.turn // 2 * 4 + k) % 13)::integer] as topic,
    hash(m.r * 4 + k) % 100 as dice,
    10 + (hash(m.r * 4 + k) % 70)::integer as value,
    year(m.day) + 1 + (hash(m.c * 1000003 + m.turn // 2 * 4 + k) % 15)::integer as target_year
from made_release m, range(4) four(k);

insert into core_target by name
select
    target_id, release_id, cast(k as integer) as position,
    if(again = 1 and dice < 6, 'achievement', if(again = 1 and dice < 8, 'withdrawal', 'target')) as kind,
    company, 'reduce' as action, topic, 'thing ' || (t % 997) || ' of the whole of its own operations' as metric,
    value, '%' as unit, cast([] as integer[]) as scopes, cast([] as varchar[]) as scope3_categories, 2015 as base_year,
    target_year,
    company || ' will reduce thing ' || (t % 997) || ' of the whole of its own operations by ' || value || ' % by '
        || target_year || ', as it says in sentence ' || t || '.' as evidence,
    0 as start_char, 100 as end_char, 0.9 as confidence, ['cut'] as rules, '1' as extractor_version, 'run' as run_id,
    'reduce thing ' || (t % 997) || ' of the whole of its own operations by ' || value || ' % by ' || target_year
        || ', from 2015' as wording
from made_target
order by t;

insert into core_promise_event by name
select
    md5('event ' || t) as event_id, promise_id,
    case
        when again = 0 then 'new'
        when dice < 6 then 'achieved'
        when dice < 8 then 'withdrawn'
        when dice < 60 then 'restated'
        when dice < 80 then 'raised'
        when dice < 90 then 'lowered'
        when dice < 94 then 'brought_forward'
        when dice < 99 then 'delayed'
        else 'rebased'
    end as kind,
    day as happened_on, release_id, target_id, value as value_after, target_year as year_after, 'made up' as rule
from made_target
where luck <> 1;

insert into core_promise by name
with ends as (
    select
        promise_id, arg_max(target_id, t) as last_target_id, arg_max(dice, t) as dice, max(again) as again,
        any_value(company) as company, any_value(topic) as topic, arg_max(value, t) as value,
        arg_max(target_year, t) as target_year, min(day) as first_said_on, max(day) as last_said_on,
        cast(count(*) as integer) as statement_count, max(t) as t
    from made_target
    where luck <> 1
    group by promise_id
)

select
    promise_id, company, topic, 'reduce' as action, 'thing ' || (t % 997) as metric,
    'reduce thing ' || (t % 997) || ' by ' || value || ' % by ' || target_year as wording,
    value, '%' as unit, cast([] as integer[]) as scopes, 2015 as base_year, target_year,
    case
        when again = 1 and dice < 6 then 'achieved'
        when again = 1 and dice < 8 then 'withdrawn'
        when target_year < 2026 then 'overdue'
        else 'open'
    end as status,
    first_said_on, last_said_on, statement_count, last_target_id
from ends;

insert into core_promise_event by name
select
    md5('overdue ' || promise_id) as event_id, promise_id, 'overdue' as kind,
    greatest(make_date(target_year + 1, 1, 1), last_said_on) as happened_on, target_year as year_before,
    'its year has passed' as rule
from core_promise
where status = 'overdue';

drop table made_target;
drop table made_release;
