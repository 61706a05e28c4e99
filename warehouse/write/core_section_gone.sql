-- A release's sections are replaced as a set.
delete from core_section
where release_id in (select release_id from known_release)
    and not exists (
        select 1 from staged_core_section s
        where s.release_id = core_section.release_id and s.position = core_section.position
    );
