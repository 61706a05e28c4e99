-- The verdicts as they were when the ledger was kept.
select verdict_id, kind, subject, why, target_ids, problem from core_verdict order by verdict_id;
