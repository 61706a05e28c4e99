-- The links between releases that are grouped.
select release_id, other_release_id, kind, rule, score
from core_release_link
where release_id in (select release_id from staged_members)
    and other_release_id in (select release_id from staged_members);
