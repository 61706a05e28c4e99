-- What each release is to the one that leads its announcement.
update core_release
set duplicate_of = place.duplicate_of,
    duplicate_kind = place.duplicate_kind,
    duplicate_rule = place.duplicate_rule,
    duplicate_score = place.duplicate_score
from staged_place as place
where place.release_id = core_release.release_id
    and (
        core_release.duplicate_of is distinct from place.duplicate_of
        or core_release.duplicate_kind is distinct from place.duplicate_kind
        or core_release.duplicate_rule is distinct from place.duplicate_rule
        or core_release.duplicate_score is distinct from place.duplicate_score
    );
