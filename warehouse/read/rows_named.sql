-- Rows by the beginning of their id, or of the id of a promise (its latest row) or of a near miss (its row).
select
    t.target_id, t.release_id, t.company, t.action, t.topic, t.metric, t.value, t.unit, t.target_year, t.evidence
from core_target t
where starts_with(t.target_id, $id)
    or t.target_id in (select last_target_id from core_promise where starts_with(promise_id, $id))
    or t.target_id in (select target_id from core_promise_review where starts_with(review_id, $id))
order by t.target_id
limit 3;
