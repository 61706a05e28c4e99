-- The promises of each target year and topic, the first of each by company.
select *
from promises
qualify row_number() over (partition by target_year, topic order by company, promise_id) <= $each
order by target_year nulls last, topic, company, promise_id;
