-- The fields of releases that were known; one said in the same place with the same value is one row.
merge into core_release_field as book
using (
    select * from staged_core_release_field where release_id in (select release_id from known_release)
) as staged
on book.release_id = staged.release_id
    and book.field = staged.field
    and book.value = staged.value
    and book.origin = staged.origin
when matched then update set confidence = staged.confidence
when not matched then insert by name;
