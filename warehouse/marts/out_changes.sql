insert into out_changes by name
-- Most events are of a row of the weeks being built; an overdue one shows the row that last spoke of its promise.
with silent as (
    select e.event_id, r.title, coalesce(r.url, d.source || ':' || d.item_key) as link, r.published_on, t.*
    from mart_event e
    join core_target t on t.target_id = e.last_target_id
    join core_release r on r.release_id = t.release_id
    join raw_document d on d.document_id = r.document_id
    where e.kind = 'overdue'
)

select
    e.week, e.week_starts_on, e.happened_on, t.dated_by, t.late, e.company, e.kind, e.topic, t.action, t.promise,
    e.value_before, e.value_after, t.unit, e.year_before, e.year_after, e.note, e.rule, t.evidence, t.title, t.link,
    t.published_on, t.confidence, e.event_id, e.promise_id, t.target_id, t.release_id
from mart_event e
join mart_target t on t.target_id = e.target_id
where e.kind not in ('restated', 'overdue')
union all by name
select
    e.week, e.week_starts_on, e.happened_on, 'calendar' as dated_by, false as late, e.company, e.kind, e.topic,
    s.action, s.wording as promise, e.value_before, e.value_after, s.unit, e.year_before, e.year_after, e.note, e.rule,
    s.evidence, s.title, s.link, s.published_on, s.confidence, e.event_id, e.promise_id, s.target_id, s.release_id
from mart_event e
join silent s using (event_id)
order by happened_on, company, promise_id, event_id;
