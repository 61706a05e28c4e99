-- Whatever was read anew is compared anew.
delete from core_release_link
where release_id in (select release_id from staged_changed)
    or other_release_id in (select release_id from staged_changed);
