-- The ledger kept company by company, its near misses, and what people have decided.

alter table core_promise add column company_key varchar;
comment on column core_promise.company_key is 'the company''s name for comparison: case, punctuation and legal form left out';
comment on column core_promise.status is 'open, achieved, withdrawn or overdue (as of the day in core_ledger_state)';
comment on column core_promise.wording is 'the promise in words, as it stands';

alter table core_promise_event add column met_by varchar;
alter table core_promise_event add column company_key varchar;
comment on column core_promise_event.rule is 'name of the rule that says what happened';
comment on column core_promise_event.met_by is 'name of the rule by which the row was taken for this promise; null for its first and for overdue';
comment on column core_promise_event.company_key is 'as in core_promise';
comment on column core_promise_event.happened_on is 'day of the release; for overdue the first day after the target year, or the day on which a year that had passed was named';

create table core_promise_review (
    review_id varchar not null,
    company varchar not null,
    promise_id varchar,
    other_promise_id varchar not null,
    target_id varchar not null,
    other_target_id varchar not null,
    wording varchar not null,
    other_wording varchar not null,
    rule varchar not null,
    company_key varchar not null
);
comment on table core_promise_review is 'Near misses: a row that was not taken for a promise that it resembles; pledgebook verdict settles each';
comment on column core_promise_review.review_id is 'hash of the promise and the row';
comment on column core_promise_review.company is 'who owns both';
comment on column core_promise_review.promise_id is 'the promise that the row opened; null for an achievement or a withdrawal, which open none';
comment on column core_promise_review.other_promise_id is 'the promise that it was kept apart from';
comment on column core_promise_review.target_id is 'the row';
comment on column core_promise_review.other_target_id is 'the row that spoke of the other promise last before it';
comment on column core_promise_review.wording is 'the row in words';
comment on column core_promise_review.other_wording is 'the other promise in words, as it stood then';
comment on column core_promise_review.rule is 'name of the rule that kept them apart';
comment on column core_promise_review.company_key is 'as in core_promise';

create table core_company_name (
    company varchar not null,
    company_key varchar not null
);
comment on table core_company_name is 'Names of companies as read, and which of them are one company';
comment on column core_company_name.company is 'name as in core_target';
comment on column core_company_name.company_key is 'the company: as in core_promise';

create table core_ledger_queue (
    company varchar not null,
    ticket bigint not null
);
comment on table core_ledger_queue is 'Companies whose rows changed since their promises were worked out';
comment on column core_ledger_queue.company is 'name as in core_target';
comment on column core_ledger_queue.ticket is 'rises with each load; the ledger takes off what it has seen';

create table core_ledger_state (
    as_of date not null,
    ledger_version varchar not null,
    run_id varchar not null,
    kept_at timestamptz not null
);
comment on table core_ledger_state is 'How far the ledger is kept; without its row the next run keeps the whole of it';
comment on column core_ledger_state.as_of is 'the day from which overdue promises are judged';
comment on column core_ledger_state.ledger_version is 'version of the rules';
comment on column core_ledger_state.run_id is 'drawn anew at each writing: two keepings at once notice each other by it';
comment on column core_ledger_state.kept_at is 'when it was written last, UTC';

create table core_verdict (
    verdict_id varchar not null,
    kind varchar not null,
    subject varchar not null,
    why varchar,
    target_ids varchar[] not null,
    problem varchar
);
comment on table core_verdict is 'What people have decided in verdicts.toml, and which rows each verdict met';
comment on column core_verdict.verdict_id is 'hash of what the verdict says';
comment on column core_verdict.kind is 'wrong, one, two or company';
comment on column core_verdict.subject is 'what it is about, in words';
comment on column core_verdict.why is 'why, as the person wrote it';
comment on column core_verdict.target_ids is 'rows of core_target that it met';
comment on column core_verdict.problem is 'why it has no effect: the row it names is not in the book any more; null where it has';
