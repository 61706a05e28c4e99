-- The sections of the releases that were known.
merge into core_section as book
using (
    select * from staged_core_section where release_id in (select release_id from known_release)
) as staged
on book.release_id = staged.release_id and book.position = staged.position
when matched then update set
    label = staged.label,
    start_char = staged.start_char,
    end_char = staged.end_char,
    subject = staged.subject
when not matched then insert by name;
