insert into out_overdue by name
select
    p.company, p.wording as promise, p.topic, p.action, p.value, p.value_max, p.unit, p.target_year,
    e.week_starts_on, e.happened_on as overdue_on, p.first_said_on, p.last_said_on, p.statement_count, t.evidence, r.title,
    coalesce(r.url, d.source || ':' || d.item_key) as link, r.published_on, p.promise_id,
    p.last_target_id as target_id, t.release_id
from mart_event e
join core_promise p using (promise_id)
left join core_target t on t.target_id = p.last_target_id
left join core_release r on r.release_id = t.release_id
left join raw_document d on d.document_id = r.document_id
where e.kind = 'overdue'
order by p.target_year, p.company, p.promise_id;
