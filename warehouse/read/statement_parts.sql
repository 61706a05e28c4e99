-- Every row of every release that counts, as Parquet files: all rows of a company in one folder.
copy (
    select
        n.company_key,
        t.target_id, t.release_id, t.kind, t.company, t.action, t.topic, t.metric, t.value, t.value_max, t.unit,
        t.qualifier, t.per, t.scopes, t.scope3_categories, t.base_year, t.base_value, t.target_year, t.deadline_text,
        t.previous_value, t.previous_year, t.evidence, t.start_char, t.end_char,
        coalesce(r.published_on, cast(r.first_seen_at as date)) as said_on,
        r.published_at as said_at,
        hash(n.company_key) % 128 as part
    from core_target t
    join core_company_name n on n.company = t.company
    join core_release r on r.release_id = t.release_id
    where r.duplicate_of is null
) to '{folder}' (format parquet, partition_by (part), compression zstd);
