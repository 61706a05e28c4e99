-- The watch-list as it was when the ledger was kept.
select company_key, company, aliases, lei, isin, ticker from core_company order by company_key;
