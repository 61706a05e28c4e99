-- The book: what was fetched (raw_), what it says (core_), what users read (out_).

create table raw_source (
    source varchar not null,
    kind varchar not null,
    location varchar not null,
    issuer varchar,
    etag varchar,
    last_modified varchar,
    last_outcome varchar,
    last_fetched_at timestamptz
);
comment on table raw_source is 'A source as the last run found it';
comment on column raw_source.source is 'name of the source in sources.toml';
comment on column raw_source.kind is 'folder, feed or page';
comment on column raw_source.location is 'URL, or the folder''s path';
comment on column raw_source.issuer is 'issuer that the source declares';
comment on column raw_source.etag is 'ETag of the last complete fetch, sent back as If-None-Match';
comment on column raw_source.last_modified is 'Last-Modified of the last complete fetch, sent back as If-Modified-Since';
comment on column raw_source.last_outcome is 'outcome of the last attempt at the source';
comment on column raw_source.last_fetched_at is 'when it was last attempted, UTC';

create table raw_fetch (
    run_id varchar not null,
    source varchar not null,
    url varchar not null,
    outcome varchar not null,
    http_status integer,
    byte_count bigint,
    detail varchar,
    document_id varchar,
    warc_file varchar,
    warc_offset bigint,
    fetched_at timestamptz not null
);
comment on table raw_fetch is 'An attempt to read a source, an entry''s page or a file; one row each time, never changed';
comment on column raw_fetch.run_id is 'Prefect flow run that made the attempt';
comment on column raw_fetch.source is 'name of the source';
comment on column raw_fetch.url is 'what was read: a URL, or source:path for a file';
comment on column raw_fetch.outcome is 'new, known, changed, not_modified, failed or refused';
comment on column raw_fetch.http_status is 'HTTP status code, where there was an answer';
comment on column raw_fetch.byte_count is 'size of the content in bytes, decompressed';
comment on column raw_fetch.detail is 'why it failed or was refused, and what to do';
comment on column raw_fetch.document_id is 'the document that the attempt brought';
comment on column raw_fetch.warc_file is 'WARC file that holds its bytes, relative to the archive''s folder';
comment on column raw_fetch.warc_offset is 'offset of its record in that file, in bytes';
comment on column raw_fetch.fetched_at is 'when the attempt was made, UTC';

create table raw_document (
    document_id varchar not null,
    release_id varchar not null,
    source varchar not null,
    item_key varchar not null,
    url varchar,
    sha256 varchar not null,
    byte_count bigint not null,
    content_type varchar,
    issuer_hint varchar,
    feed_title varchar,
    feed_published varchar,
    is_current boolean not null,
    run_id varchar not null,
    first_seen_at timestamptz not null
);
comment on table raw_document is 'The bytes that carry one release, in one version; the bytes themselves stand in the archive';
comment on column raw_document.document_id is 'hash of source, item key and content';
comment on column raw_document.release_id is 'hash of source and item key: the item, whatever its version';
comment on column raw_document.source is 'name of the source';
comment on column raw_document.item_key is 'what names the item within its source: a path, a guid, a URL';
comment on column raw_document.url is 'where it was fetched, null for a file';
comment on column raw_document.sha256 is 'SHA-256 of the content, hexadecimal';
comment on column raw_document.byte_count is 'size of the content in bytes';
comment on column raw_document.content_type is 'media type as the server or the file name says';
comment on column raw_document.issuer_hint is 'issuer as the source or the feed says';
comment on column raw_document.feed_title is 'title in the feed''s entry';
comment on column raw_document.feed_published is 'date in the feed''s entry, ISO 8601';
comment on column raw_document.is_current is 'whether this is the newest version of its item';
comment on column raw_document.run_id is 'run that brought it';
comment on column raw_document.first_seen_at is 'when it was first seen, UTC';

create table raw_reject (
    stage varchar not null,
    ref varchar not null,
    reason varchar not null,
    detail varchar not null,
    run_id varchar not null,
    seen_at timestamptz not null
);
comment on table raw_reject is 'Something set aside, with the reason';
comment on column raw_reject.stage is 'fetch, clean or extract';
comment on column raw_reject.ref is 'what was set aside: source:item, or a source';
comment on column raw_reject.reason is 'short reason in snake case';
comment on column raw_reject.detail is 'what is wrong with it and what to do';
comment on column raw_reject.run_id is 'run that saw it last';
comment on column raw_reject.seen_at is 'when it was seen last, UTC';

create table core_release (
    release_id varchar not null,
    document_id varchar not null,
    source varchar not null,
    url varchar,
    title varchar,
    issuer varchar,
    published_on date,
    published_at timestamptz,
    published_from varchar,
    language varchar,
    wire varchar,
    text varchar not null,
    text_sha256 varchar not null,
    duplicate_of varchar,
    cleaner_version varchar not null,
    run_id varchar not null,
    first_seen_at timestamptz not null
);
comment on table core_release is 'One announcement, cleaned';
comment on column core_release.release_id is 'hash of source and item key';
comment on column core_release.document_id is 'the document it was cleaned from';
comment on column core_release.source is 'name of the source';
comment on column core_release.url is 'where it can be read';
comment on column core_release.title is 'its headline';
comment on column core_release.issuer is 'who publishes it, without legal suffix';
comment on column core_release.published_on is 'publication date as stated; null where there is none';
comment on column core_release.published_at is 'publication time, UTC, where time and zone are stated';
comment on column core_release.published_from is 'where the date stood: feed, metadata, dateline or text';
comment on column core_release.language is 'ISO 639-1 code';
comment on column core_release.wire is 'newswire that carried it';
comment on column core_release.text is 'cleaned text; offsets elsewhere count its characters';
comment on column core_release.text_sha256 is 'SHA-256 of the text with white space folded';
comment on column core_release.duplicate_of is 'the release with the same text that was seen first; null for that one';
comment on column core_release.cleaner_version is 'version of the cleaner';
comment on column core_release.run_id is 'run that cleaned it';
comment on column core_release.first_seen_at is 'when the item was first seen, UTC';

create table core_section (
    release_id varchar not null,
    position integer not null,
    label varchar not null,
    start_char integer not null,
    end_char integer not null
);
comment on table core_section is 'A labelled stretch of a release''s text';
comment on column core_section.release_id is 'the release';
comment on column core_section.position is 'its place among the release''s sections, from 0';
comment on column core_section.label is 'headline, subhead, dateline, heading, body, quote, list, table, about, contact, forward_looking, legal or navigation';
comment on column core_section.start_char is 'offset of its first character in the text, from 0';
comment on column core_section.end_char is 'offset behind its last character';

create table core_target (
    target_id varchar not null,
    release_id varchar not null,
    position integer not null,
    kind varchar not null,
    company varchar,
    action varchar not null,
    topic varchar not null,
    metric varchar not null,
    value double,
    value_max double,
    unit varchar,
    qualifier varchar,
    per varchar,
    scopes integer[] not null,
    scope3_categories varchar[] not null,
    base_year integer,
    base_value double,
    target_year integer,
    deadline_text varchar,
    previous_value double,
    previous_year integer,
    value_alt double,
    unit_alt varchar,
    validated_by varchar,
    evidence varchar not null,
    start_char integer not null,
    end_char integer not null,
    confidence double not null,
    rules varchar[] not null,
    extractor_version varchar not null,
    run_id varchar not null
);
comment on table core_target is 'One row, one promise as said in one release; the fields of TARGETS.md';
comment on column core_target.target_id is 'hash of the release and of all that the row says';
comment on column core_target.release_id is 'the release that says it';
comment on column core_target.position is 'its place among the release''s rows, from 0';
comment on column core_target.kind is 'target, achievement or withdrawal';
comment on column core_target.company is 'who owns it, without legal suffix';
comment on column core_target.action is 'reduce, increase, reach, limit, eliminate, net_zero, carbon_neutral, climate_positive or peak';
comment on column core_target.topic is 'ghg, energy, renewables, water, waste, materials, nature, products, suppliers, people, society, finance or governance';
comment on column core_target.metric is 'the thing measured, as worded';
comment on column core_target.value is 'the number, in unit; null for end states';
comment on column core_target.value_max is 'upper end of a range, in unit';
comment on column core_target.unit is '%, pp, x, tCO2e, MWh, ISO currency or the counted noun; /year for rates';
comment on column core_target.qualifier is 'at_least, at_most or about';
comment on column core_target.per is 'denominator of an intensity';
comment on column core_target.scopes is 'GHG Protocol scopes that the text names';
comment on column core_target.scope3_categories is 'scope 3 categories as worded';
comment on column core_target.base_year is 'year that a change is measured from';
comment on column core_target.base_value is 'level it starts from, in unit';
comment on column core_target.target_year is 'year by which it is to be reached; of an achievement the year it was reached';
comment on column core_target.deadline_text is 'the deadline as worded';
comment on column core_target.previous_value is 'value that this row replaces, in unit';
comment on column core_target.previous_year is 'year that this row replaces';
comment on column core_target.value_alt is 'the same promise in its second measure, in unit_alt';
comment on column core_target.unit_alt is 'unit of value_alt';
comment on column core_target.validated_by is 'who validated it, such as SBTi';
comment on column core_target.evidence is 'the sentence, list item or table row that says it';
comment on column core_target.start_char is 'offset of the evidence in the release''s text, from 0';
comment on column core_target.end_char is 'offset behind the evidence';
comment on column core_target.confidence is 'estimated probability that the row is right, 0 to 1';
comment on column core_target.rules is 'names of the rules that made the row';
comment on column core_target.extractor_version is 'version of the extractor';
comment on column core_target.run_id is 'run that extracted it';

create table core_promise (
    promise_id varchar not null,
    company varchar not null,
    topic varchar not null,
    action varchar not null,
    metric varchar not null,
    wording varchar not null,
    value double,
    value_max double,
    unit varchar,
    per varchar,
    scopes integer[] not null,
    base_year integer,
    target_year integer,
    status varchar not null,
    first_said_on date not null,
    last_said_on date not null,
    statement_count integer not null,
    last_target_id varchar not null
);
comment on table core_promise is 'The same target across releases, as it stands after the last of them';
comment on column core_promise.promise_id is 'hash of the company and of the first statement';
comment on column core_promise.company is 'who owns it';
comment on column core_promise.topic is 'as in core_target';
comment on column core_promise.action is 'as in core_target';
comment on column core_promise.metric is 'the thing measured';
comment on column core_promise.wording is 'the promise in words';
comment on column core_promise.value is 'latest value, in unit';
comment on column core_promise.value_max is 'upper end of a range, in unit';
comment on column core_promise.unit is 'as in core_target';
comment on column core_promise.per is 'denominator of an intensity';
comment on column core_promise.scopes is 'GHG Protocol scopes';
comment on column core_promise.base_year is 'latest base year';
comment on column core_promise.target_year is 'latest target year';
comment on column core_promise.status is 'open, achieved, withdrawn or overdue';
comment on column core_promise.first_said_on is 'day of the first release that states it';
comment on column core_promise.last_said_on is 'day of the latest release that speaks of it';
comment on column core_promise.statement_count is 'how many rows speak of it';
comment on column core_promise.last_target_id is 'the latest row that speaks of it';

create table core_promise_event (
    event_id varchar not null,
    promise_id varchar not null,
    kind varchar not null,
    happened_on date not null,
    release_id varchar,
    target_id varchar,
    value_before double,
    value_after double,
    year_before integer,
    year_after integer,
    note varchar,
    rule varchar not null
);
comment on table core_promise_event is 'What a release did to a promise';
comment on column core_promise_event.event_id is 'hash of the event';
comment on column core_promise_event.promise_id is 'the promise';
comment on column core_promise_event.kind is 'new, restated, raised, lowered, brought_forward, delayed, rebased, achieved, withdrawn or overdue';
comment on column core_promise_event.happened_on is 'day of the release; for overdue the first day after the target year';
comment on column core_promise_event.release_id is 'the release; null for overdue';
comment on column core_promise_event.target_id is 'the row; null for overdue';
comment on column core_promise_event.value_before is 'value before it';
comment on column core_promise_event.value_after is 'value after it';
comment on column core_promise_event.year_before is 'target year before it';
comment on column core_promise_event.year_after is 'target year after it';
comment on column core_promise_event.note is 'where the text and the book differ, and how';
comment on column core_promise_event.rule is 'name of the rule that recognised it';

create table out_week_summary (
    week varchar not null,
    week_starts_on date not null,
    dated_by varchar not null,
    topic varchar not null,
    releases bigint not null,
    companies bigint not null,
    targets bigint not null,
    new bigint not null,
    restated bigint not null,
    raised bigint not null,
    lowered bigint not null,
    brought_forward bigint not null,
    delayed bigint not null,
    rebased bigint not null,
    achieved bigint not null,
    withdrawn bigint not null,
    overdue bigint not null
);
comment on table out_week_summary is 'Counts by ISO week and topic; topic all counts every release of the week';
comment on column out_week_summary.week is 'ISO week, like 2025-W18';
comment on column out_week_summary.week_starts_on is 'its Monday';
comment on column out_week_summary.dated_by is 'published, first_seen or mixed: which date put the releases into the week';
comment on column out_week_summary.topic is 'topic of TARGETS.md, or all';
comment on column out_week_summary.releases is 'releases; for a topic those with a target of it';
comment on column out_week_summary.companies is 'companies with a target';
comment on column out_week_summary.targets is 'rows of kind target';
comment on column out_week_summary.new is 'promises first stated';
comment on column out_week_summary.restated is 'promises stated again without change';
comment on column out_week_summary.raised is 'promises made more ambitious';
comment on column out_week_summary.lowered is 'promises made less ambitious';
comment on column out_week_summary.brought_forward is 'promises moved to an earlier year';
comment on column out_week_summary.delayed is 'promises moved to a later year';
comment on column out_week_summary.rebased is 'promises with another base year or boundary';
comment on column out_week_summary.achieved is 'promises reached';
comment on column out_week_summary.withdrawn is 'promises given up';
comment on column out_week_summary.overdue is 'promises whose year ended in silence';

create table out_week_targets (
    week varchar not null,
    dated_by varchar not null,
    company varchar,
    promise varchar not null,
    kind varchar not null,
    action varchar not null,
    topic varchar not null,
    metric varchar not null,
    value double,
    value_max double,
    unit varchar,
    target_year integer,
    deadline_text varchar,
    events varchar not null,
    evidence varchar not null,
    title varchar,
    link varchar not null,
    published_on date,
    confidence double not null,
    target_id varchar not null,
    release_id varchar not null
);
comment on table out_week_targets is 'Every target of a week with its evidence';
comment on column out_week_targets.week is 'ISO week, like 2025-W18';
comment on column out_week_targets.dated_by is 'published or first_seen: which date put it into the week';
comment on column out_week_targets.company is 'who owns it';
comment on column out_week_targets.promise is 'the row in words';
comment on column out_week_targets.kind is 'target, achievement or withdrawal';
comment on column out_week_targets.action is 'as in core_target';
comment on column out_week_targets.topic is 'as in core_target';
comment on column out_week_targets.metric is 'the thing measured';
comment on column out_week_targets.value is 'the number, in unit';
comment on column out_week_targets.value_max is 'upper end of a range, in unit';
comment on column out_week_targets.unit is 'as in core_target';
comment on column out_week_targets.target_year is 'year by which';
comment on column out_week_targets.deadline_text is 'the deadline as worded';
comment on column out_week_targets.events is 'what the release did to the promise, comma-separated';
comment on column out_week_targets.evidence is 'the sentence that says it';
comment on column out_week_targets.title is 'headline of the release';
comment on column out_week_targets.link is 'URL of the release, or source:item for a file';
comment on column out_week_targets.published_on is 'publication date as stated';
comment on column out_week_targets.confidence is '0 to 1';
comment on column out_week_targets.target_id is 'row of core_target';
comment on column out_week_targets.release_id is 'row of core_release';

create table out_week_companies (
    week varchar not null,
    company varchar not null,
    releases bigint not null,
    targets bigint not null,
    new bigint not null,
    restated bigint not null,
    raised bigint not null,
    lowered bigint not null,
    brought_forward bigint not null,
    delayed bigint not null,
    rebased bigint not null,
    achieved bigint not null,
    withdrawn bigint not null,
    overdue bigint not null
);
comment on table out_week_companies is 'Counts by ISO week and company';
comment on column out_week_companies.week is 'ISO week, like 2025-W18';
comment on column out_week_companies.company is 'who owns the promises';
comment on column out_week_companies.releases is 'releases with a target of the company';
comment on column out_week_companies.targets is 'rows of kind target';
comment on column out_week_companies.new is 'promises new';
comment on column out_week_companies.restated is 'promises restated';
comment on column out_week_companies.raised is 'promises raised';
comment on column out_week_companies.lowered is 'promises lowered';
comment on column out_week_companies.brought_forward is 'promises brought forward';
comment on column out_week_companies.delayed is 'promises delayed';
comment on column out_week_companies.rebased is 'promises rebased';
comment on column out_week_companies.achieved is 'promises achieved';
comment on column out_week_companies.withdrawn is 'promises withdrawn';
comment on column out_week_companies.overdue is 'promises overdue';

create view targets as
select r.published_on, t.company, t.kind, t.action, t.topic, t.metric, t.value, t.value_max, t.unit, t.per, t.scopes,
    t.base_year, t.target_year, t.evidence, t.confidence, r.title, r.url, t.target_id, t.release_id
from core_target t
join core_release r using (release_id)
where r.duplicate_of is null;
comment on view targets is 'Targets with their releases; a text that came twice counts once';
comment on column targets.published_on is 'publication date as stated; null where there is none';
comment on column targets.company is 'who owns it, without legal suffix';
comment on column targets.kind is 'target, achievement or withdrawal';
comment on column targets.action is 'reduce, increase, reach, limit, eliminate, net_zero, carbon_neutral, climate_positive or peak';
comment on column targets.topic is 'ghg, energy, renewables, water, waste, materials, nature, products, suppliers, people, society, finance or governance';
comment on column targets.metric is 'the thing measured, as worded';
comment on column targets.value is 'the number, in unit; null for end states';
comment on column targets.value_max is 'upper end of a range, in unit';
comment on column targets.unit is '%, pp, x, tCO2e, MWh, ISO currency or the counted noun; /year for rates';
comment on column targets.per is 'denominator of an intensity';
comment on column targets.scopes is 'GHG Protocol scopes that the text names';
comment on column targets.base_year is 'year that a change is measured from';
comment on column targets.target_year is 'year by which it is to be reached; of an achievement the year it was reached';
comment on column targets.evidence is 'the sentence, list item or table row that says it';
comment on column targets.confidence is 'estimated probability that the row is right, 0 to 1';
comment on column targets.title is 'its headline';
comment on column targets.url is 'where it can be read';
comment on column targets.target_id is 'hash of the release and of all that the row says';
comment on column targets.release_id is 'hash of source and item key';
