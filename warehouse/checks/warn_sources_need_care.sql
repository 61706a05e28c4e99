-- Every source answers, and brings something new as often as it used to.
select source, status, last_reason, last_answer_at, last_notice from out_source_health where status <> 'ok';
