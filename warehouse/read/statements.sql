-- Every row of every release that counts, with the day it was said.
select
    t.*,
    coalesce(r.published_on, cast(r.first_seen_at as date)) as said_on,
    case when r.published_on is null then 'first_seen' else 'published' end as dated_by,
    r.first_seen_at
from core_target t
join core_release r using (release_id)
where r.duplicate_of is null
order by said_on, r.first_seen_at, t.release_id, t.position;
