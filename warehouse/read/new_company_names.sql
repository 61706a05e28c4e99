-- Names of companies that were never met.
select distinct company from core_target where company is not null and company not in (select company from core_company_name);
