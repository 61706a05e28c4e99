-- Companies with promises.
select distinct company_key from core_promise where company_key is not null;
