-- Which names are one company.
select company, company_key from core_company_name;
