-- The companies of rows, and of the promises that they spoke of.
select n.company_key
from core_target t
join core_company_name n on n.company = t.company
where t.target_id in (select unnest($ids))
union
select company_key from core_promise_event where target_id in (select unnest($ids));
