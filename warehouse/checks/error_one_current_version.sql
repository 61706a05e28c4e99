-- Every item has exactly one current version.
select source, item_key, count(*) filter (is_current) as current_versions
from raw_document
group by source, item_key
having current_versions <> 1;
