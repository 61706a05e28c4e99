-- Names that no row has any more, of the companies that were looked at.
delete from core_company_name
where company_key in (select company_key from staged_ledger_key)
    and company not in (
        select company
        from core_target
        where company in (
            select company from core_company_name where company_key in (select company_key from staged_ledger_key)
        )
    );
