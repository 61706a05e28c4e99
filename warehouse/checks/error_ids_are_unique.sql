-- Every id stands once.
select 'core_target' as place, target_id as id from core_target group by target_id having count(*) > 1
union all
select 'core_release', release_id from core_release group by release_id having count(*) > 1
union all
select 'raw_document', document_id from raw_document group by document_id having count(*) > 1
union all
select 'core_promise', promise_id from core_promise group by promise_id having count(*) > 1
union all
select 'core_promise_event', event_id from core_promise_event group by event_id having count(*) > 1;
