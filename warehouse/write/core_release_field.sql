-- The staged fields; one said in the same place with the same value is one row.
merge into core_release_field as book
using staged_core_release_field as staged
on book.release_id = staged.release_id
    and book.field = staged.field
    and book.value = staged.value
    and book.origin = staged.origin
when matched then update set confidence = staged.confidence
when not matched then insert by name;
