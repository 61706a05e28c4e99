-- Every row of the companies asked for, of every release that counts, with the day it was said.
-- Few rows of a large table are found first, then their releases: left to choose, DuckDB joins all of both before.
with asked as materialized (
    select company, company_key
    from core_company_name
    where company_key in (select company_key from staged_ledger_key)
),

stated as materialized (
    select
        n.company_key,
        t.target_id, t.release_id, t.kind, t.company, t.action, t.topic, t.metric, t.value, t.value_max, t.unit,
        t.qualifier, t.per, t.scopes, t.scope3_categories, t.base_year, t.base_value, t.target_year, t.deadline_text,
        t.previous_value, t.previous_year, t.evidence, t.start_char, t.end_char
    from core_target t
    join asked n on n.company = t.company
),

told as materialized (
    select release_id, coalesce(published_on, cast(first_seen_at as date)) as said_on, published_at as said_at
    from core_release
    where duplicate_of is null and release_id in (select release_id from stated)
)

select s.*, r.said_on, r.said_at from stated s join told r on r.release_id = s.release_id;
