-- Companies whose promises look otherwise from another day: what was said in between, and years that ended.
select n.company_key
from core_target t
join core_company_name n on n.company = t.company
where t.release_id in (
    select release_id
    from core_release
    where coalesce(published_on, cast(first_seen_at as date)) > least($before, $after)
        and coalesce(published_on, cast(first_seen_at as date)) <= greatest($before, $after)
)
union
select company_key from core_promise
where (status = 'open' and target_year < year($after)) or (status = 'overdue' and target_year >= year($after));
