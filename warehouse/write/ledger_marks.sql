-- A mark for each company of staged_ledger_key among 65,536: the steps behind this one filter by it what they read.
-- A join reads every column of a table before it finds who matches. A filter that is a constant of the statement is
-- asked first, and where it finds no row of 2,048 the other columns are left unread: a company's promises and events lie
-- together, so that a load of 500 companies in a book of ten million targets reads a tenth of them. Two companies may
-- share a mark: each step asks for the company itself too.
set variable ledger_marks = (
    select bitstring_agg(cast(hash(company_key) % 65536 as integer), 0, 65535) from staged_ledger_key
);
