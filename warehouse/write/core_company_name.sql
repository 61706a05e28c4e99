-- Names that came, and those that a verdict has moved to another company.
merge into core_company_name as book
using staged_core_company_name as staged
on book.company = staged.company
when matched then update set company_key = staged.company_key
when not matched then insert by name;
