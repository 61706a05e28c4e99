-- The rows of the releases that were known; an id is a hash of all that the row says.
merge into core_target as book
using (
    select * from staged_core_target where release_id in (select release_id from known_release)
) as staged
on book.target_id = staged.target_id
when matched then update set
    position = staged.position,
    wording = staged.wording,
    extractor_version = staged.extractor_version
when not matched then insert by name;
