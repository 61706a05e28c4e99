-- The rows of those releases, without those that a person ruled wrong.
create or replace temp table mart_target as
select r.release, r.week_starts_on, r.is_undated, r.is_late, t.topic, t.company, t.kind = 'target' as is_target
from core_target t
join mart_release r on r.release = hash(t.release_id)
where t.target_id not in (select w.target_id from ruled_wrong w);
