-- The rows of the releases that verdicts name.
select target_id, release_id, company, action, topic, metric, value, unit, target_year, evidence
from core_target
where release_id in (select unnest($releases));
