-- The same text counts once: the release that was seen first leads.
with leaders as (
    select
        release_id,
        first_value(release_id) over (partition by text_sha256 order by first_seen_at, release_id) as leader
    from core_release
)
update core_release
set duplicate_of = nullif(leaders.leader, core_release.release_id)
from leaders
where leaders.release_id = core_release.release_id
    and core_release.duplicate_of is distinct from nullif(leaders.leader, core_release.release_id);
