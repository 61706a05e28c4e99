-- New versions of items; a version that is there stays as it is.
merge into raw_document as book
using staged_raw_document as staged
on book.document_id = staged.document_id
when not matched then insert by name;
