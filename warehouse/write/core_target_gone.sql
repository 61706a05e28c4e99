-- A release's rows are replaced as a set.
delete from core_target
where release_id in (select release_id from known_release)
    and target_id not in (select target_id from staged_core_target);
