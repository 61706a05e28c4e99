-- What people should be told of: sources that need care, overdue promises; and whether they were told already.
-- A source that fails a few times comes back by itself.
with found as (
    select 'source' as kind, source || ': ' || status as ref,
        source || ' is ' || status || coalesce(': ' || last_reason, '')
            || coalesce(', last new on ' || strftime(last_new_at, '%Y-%m-%d'), '') as said,
        null as since
    from out_source_health
    where status in ('gone', 'dying', 'shrinking', 'stale')
    union all by name
    select 'overdue' as kind, promise_id as ref,
        coalesce(company || ': ', '') || promise || ' (due ' || target_year || ')' as said, overdue_on as since
    from out_overdue
)

select f.kind, f.ref, f.said, t.ref is not null as is_told
from found f
left join meta_told t using (kind, ref)
order by f.kind, f.since desc nulls last, f.said, f.ref;
