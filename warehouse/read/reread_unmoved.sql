-- Of the staged items those that nobody has read since: the same document, read by the same versions.
select t.release_id, t.ref
from staged_touched t
join raw_document d on d.release_id = t.release_id and d.is_current and d.document_id = t.document_id
left join core_reading k on k.release_id = t.release_id
where k.cleaner_version is not distinct from t.cleaner_version
    and k.extractor_version is not distinct from t.extractor_version;
