-- The staged marks, for releases new and read anew.
merge into core_release_sketch as book
using staged_core_release_sketch as staged
on book.release_id = staged.release_id
when matched then update set
    body_sha256 = staged.body_sha256,
    word_count = staged.word_count,
    text_keys = staged.text_keys,
    origin_keys = staged.origin_keys
when not matched then insert by name;
