-- Of each item the version seen last is the current one.
update raw_document
set is_current = (document_id in (select document_id from staged_raw_document))
where release_id in (select release_id from staged_raw_document)
    and is_current is distinct from (document_id in (select document_id from staged_raw_document));
