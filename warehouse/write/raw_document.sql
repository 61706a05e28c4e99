-- New versions of items; a version that is there stays as it is, but for what tells whether it changed.
merge into raw_document as book
using staged_raw_document as staged
on book.document_id = staged.document_id
when matched then update set fingerprint = staged.fingerprint
when not matched then insert by name;
