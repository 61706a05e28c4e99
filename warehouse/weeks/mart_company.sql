-- The names behind company_hash: numbers group and join at half the cost of names.
create or replace temp table mart_company as
select hash(company) as company_hash, any_value(company) as company
from (select distinct company from core_target union select distinct company from core_promise)
where company is not null
group by company_hash;
