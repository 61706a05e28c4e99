insert into out_week_targets by name
with events as (
    select e.target_id, string_agg(e.kind, ', ' order by e.kind) as events
    from core_promise_event e
    where e.target_id is not null
    group by e.target_id
)
select
    strftime(coalesce(r.published_on, cast(r.first_seen_at as date)), '%G-W%V') as week,
    if(r.published_on is null, 'first_seen', 'published') as dated_by,
    t.company, w.wording as promise, t.kind, t.action, t.topic, t.metric, t.value, t.value_max, t.unit,
    t.target_year, t.deadline_text, coalesce(e.events, '') as events, t.evidence, r.title,
    coalesce(r.url, d.source || ':' || d.item_key) as link,
    r.published_on, t.confidence, t.target_id, t.release_id
from core_target t
join core_release r using (release_id)
join raw_document d on d.document_id = r.document_id
join staged_wording w using (target_id)
left join events e using (target_id)
-- An achievement or a withdrawal is told where it did something to a promise.
where r.duplicate_of is null and (t.kind = 'target' or e.events is not null)
order by week, t.company, r.release_id, t.position;
