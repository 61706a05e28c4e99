-- The rows of the staged releases; an id is a hash of all that the row says.
merge into core_target as book
using staged_core_target as staged
on book.target_id = staged.target_id
when matched then update set
    position = staged.position,
    wording = staged.wording,
    extractor_version = staged.extractor_version
when not matched then insert by name;
