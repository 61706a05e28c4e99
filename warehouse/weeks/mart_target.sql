-- The rows of those releases: one for each release, topic, company and kind, with their number.
create or replace temp table mart_target as
select r.release, r.week_starts_on, r.dated_by, r.late, t.topic, t.company, t.kind = 'target' as is_target, count(*) as stated
from core_target t
join mart_release r on r.release = hash(t.release_id)
group by all;
