-- What a run read and what that did to promises: what is new or changed comes first.
with happened as (
    select target_id, string_agg(distinct replace(kind, '_', ' '), ', ' order by replace(kind, '_', ' ')) as kinds
    from core_promise_event
    where target_id is not null
    group by target_id
)

select
    coalesce(h.kinds, case t.kind when 'target' then '' else t.kind end) as what_happened,
    t.company, t.wording as promise, t.target_year as by_year, t.topic, r.published_on as said_on, t.evidence,
    r.title as release, coalesce(r.url, d.source || ':' || d.item_key) as link
from core_target t
join core_release r using (release_id)
left join happened h using (target_id)
left join raw_document d on d.document_id = r.document_id
where t.run_id = $run
order by coalesce(h.kinds, 'restated') = 'restated', t.company, t.target_year, t.evidence, t.target_id
limit $rows;
