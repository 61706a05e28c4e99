-- A release read anew keeps only the fields it has now; what is no release any more has none.
delete from core_release_field as book
where book.release_id in (select release_id from known_release)
    and not exists (
        select 1
        from staged_core_release_field as staged
        where staged.release_id = book.release_id
            and staged.field = book.field
            and staged.value = book.value
            and staged.origin = book.origin
    );
