-- The registry of companies: a user's watch-list, and the view of companies by who they are rather than by name.

create table core_company (
    company_key varchar not null,
    company varchar not null,
    aliases varchar[] not null,
    lei varchar,
    isin varchar,
    ticker varchar
);
comment on table core_company is 'The companies of the user''s companies.csv, as they were when the ledger was kept';
comment on column core_company.company_key is 'the company: as in core_promise and core_company_name';
comment on column core_company.company is 'its name in the list';
comment on column core_company.aliases is 'its other names in the list';
comment on column core_company.lei is 'Legal Entity Identifier, ISO 17442';
comment on column core_company.isin is 'International Securities Identification Number, ISO 6166';
comment on column core_company.ticker is 'exchange and symbol, like NYSE:NRH';

drop view companies;
create view companies as
with stand as ( -- a promise of an older ledger has no key before it is kept anew
    select
        coalesce(company_key, company) as company_key,
        arg_max(company, (last_said_on, company)) as company,
        count(*) as promises,
        count(*) filter (status = 'open') as "open",
        count(*) filter (status = 'overdue') as overdue,
        count(*) filter (status = 'achieved') as achieved,
        count(*) filter (status = 'withdrawn') as withdrawn,
        min(first_said_on) as first_said_on,
        max(last_said_on) as last_said_on
    from core_promise
    group by 1
),

moved as (
    select
        coalesce(n.company_key, w.company) as company_key,
        cast(sum(w.raised) as bigint) as raised,
        cast(sum(w.lowered) as bigint) as lowered,
        cast(sum(w.brought_forward) as bigint) as brought_forward,
        cast(sum(w."delayed") as bigint) as "delayed"
    from out_week_companies w
    left join core_company_name n using (company)
    group by 1
)

select coalesce(c.company, s.company) as company, s.promises, s."open", s.overdue, s.achieved, s.withdrawn,
    coalesce(m.raised, 0) as raised, coalesce(m.lowered, 0) as lowered,
    coalesce(m.brought_forward, 0) as brought_forward, coalesce(m."delayed", 0) as "delayed", s.first_said_on,
    s.last_said_on, c.company_key is not null as is_watched, c.lei, c.isin, c.ticker, s.company_key
from stand s
left join moved m using (company_key)
left join core_company c using (company_key);
comment on view companies is 'One row a company, whatever its names: how its promises stand and how often it moved them';
comment on column companies.company is 'who owns the promises: the name of the watch-list, else the name last read';
comment on column companies.promises is 'promises in the book';
comment on column companies.open is 'of them those still open';
comment on column companies.overdue is 'of them those whose year ended in silence';
comment on column companies.achieved is 'of them those reached';
comment on column companies.withdrawn is 'of them those given up';
comment on column companies.raised is 'times that one was made more ambitious';
comment on column companies.lowered is 'times that one was made less ambitious';
comment on column companies.brought_forward is 'times that one was moved to an earlier year';
comment on column companies.delayed is 'times that one was moved to a later year';
comment on column companies.first_said_on is 'day of the first release that states one';
comment on column companies.last_said_on is 'day of the latest release that speaks of one';
comment on column companies.is_watched is 'whether it is on the watch-list';
comment on column companies.lei is 'as in core_company; null where it is not watched, or the list has none';
comment on column companies.isin is 'as in core_company';
comment on column companies.ticker is 'as in core_company';
comment on column companies.company_key is 'the company: as in core_promise';
