-- Promises that stand, on greenhouse gases, renewables and suppliers: what public target sheets have rows for.
select coalesce(c.company, p.company) as company, p.promise, p.status, p.topic, p.action, p.metric, p.value, p.value_max, p.unit, p.per, p.scopes,
    p.base_year, p.target_year, p.last_said_on, p.evidence, p.link, p.promise_id, t.deadline_text, t.validated_by, c.lei, c.isin
from promises p
join core_promise o using (promise_id)
left join core_company c using (company_key)
left join core_target t on t.target_id = p.target_id
where p.topic in ('ghg', 'renewables', 'suppliers') and p.status <> 'withdrawn'
order by company, p.target_year nulls last, p.promise_id;
