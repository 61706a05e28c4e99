-- By which versions the staged items were read.
merge into core_reading as book
using staged_core_reading as staged
on book.release_id = staged.release_id
when matched then update set
    document_id = staged.document_id,
    cleaner_version = staged.cleaner_version,
    extractor_version = staged.extractor_version,
    run_id = staged.run_id,
    read_at = staged.read_at
when not matched then insert by name;
