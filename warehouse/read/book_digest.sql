-- What the promises of the book are, as a figure: the files of the whole book are written again where it differs.
select coalesce(cast(bit_xor(md5_number_lower(cast(p as varchar))) as varchar), '') || ' ' || count(*) as digest
from promises p;
