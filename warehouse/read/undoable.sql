-- What the last reprocess touched and what would come back; not where a newer version of the item was fetched since.
select p.release_id, p.ref, d.document_id is not distinct from p.document_id as comes_back
from previous_reading p
left join raw_document d on d.release_id = p.release_id and d.is_current
order by p.release_id;
