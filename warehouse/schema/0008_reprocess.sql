-- Reading again: by which versions each document was read, and the rows that the last reprocess replaced.

create table core_reading (
    release_id varchar not null,
    document_id varchar not null,
    cleaner_version varchar not null,
    extractor_version varchar,
    run_id varchar not null,
    read_at timestamptz not null
);
comment on table core_reading is 'By which versions an item was read last; also of what was set aside while cleaning';
comment on column core_reading.release_id is 'hash of source and item key';
comment on column core_reading.document_id is 'the document that was read';
comment on column core_reading.cleaner_version is 'version of the cleaner';
comment on column core_reading.extractor_version is 'version of the extractor; null where the cleaner found no release';
comment on column core_reading.run_id is 'run that read it';
comment on column core_reading.read_at is 'when it was read, UTC';

create table meta_reprocess (
    run_id varchar not null,
    stage varchar not null,
    published_since date,
    published_until date,
    cleaner_version varchar not null,
    extractor_version varchar not null,
    began_at timestamptz not null,
    finished_at timestamptz,
    undone_at timestamptz
);
comment on table meta_reprocess is 'The reprocess runs that changed the book';
comment on column meta_reprocess.run_id is 'the run';
comment on column meta_reprocess.stage is 'clean or extract: from the archived bytes, or from the stored text';
comment on column meta_reprocess.published_since is 'first day of the range that was asked for; null for no bound';
comment on column meta_reprocess.published_until is 'last day of the range that was asked for; null for no bound';
comment on column meta_reprocess.cleaner_version is 'version of the cleaner that read';
comment on column meta_reprocess.extractor_version is 'version of the extractor that read';
comment on column meta_reprocess.began_at is 'when it began to store, UTC';
comment on column meta_reprocess.finished_at is 'when the ledger and the weekly tables followed, UTC; null where it was stopped before';
comment on column meta_reprocess.undone_at is 'when it was taken back, UTC';

create table previous_reading (
    release_id varchar not null,
    document_id varchar not null,
    ref varchar not null,
    cleaner_version varchar,
    extractor_version varchar,
    run_id varchar,
    read_at timestamptz
);
comment on table previous_reading is 'The items that the last reprocess touched, each with its core_reading before; kept until the next';
comment on column previous_reading.release_id is 'hash of source and item key';
comment on column previous_reading.document_id is 'the document that was current when it was touched';
comment on column previous_reading.ref is 'source:item, as in raw_reject';
comment on column previous_reading.cleaner_version is 'as in core_reading; null where it was not known';
comment on column previous_reading.extractor_version is 'as in core_reading';
comment on column previous_reading.run_id is 'as in core_reading';
comment on column previous_reading.read_at is 'as in core_reading';

create table previous_release as
select
    release_id, document_id, source, url, title, issuer, published_on, published_at, published_from, language,
    wire, text, text_sha256, duplicate_of, cleaner_version, run_id, first_seen_at, modified_at,
    wire_release_id, dateline_place
from core_release
limit 0;
comment on table previous_release is 'Releases as they were before the last reprocess; kept until the next';
comment on column previous_release.release_id is 'as in core_release';
comment on column previous_release.document_id is 'as in core_release';
comment on column previous_release.source is 'as in core_release';
comment on column previous_release.url is 'as in core_release';
comment on column previous_release.title is 'as in core_release';
comment on column previous_release.issuer is 'as in core_release';
comment on column previous_release.published_on is 'as in core_release';
comment on column previous_release.published_at is 'as in core_release';
comment on column previous_release.published_from is 'as in core_release';
comment on column previous_release.language is 'as in core_release';
comment on column previous_release.wire is 'as in core_release';
comment on column previous_release.text is 'as in core_release';
comment on column previous_release.text_sha256 is 'as in core_release';
comment on column previous_release.duplicate_of is 'as in core_release';
comment on column previous_release.cleaner_version is 'as in core_release';
comment on column previous_release.run_id is 'as in core_release';
comment on column previous_release.first_seen_at is 'as in core_release';
comment on column previous_release.modified_at is 'as in core_release';
comment on column previous_release.wire_release_id is 'as in core_release';
comment on column previous_release.dateline_place is 'as in core_release';

create table previous_section as
select
    release_id, position, label, start_char, end_char, subject
from core_section
limit 0;
comment on table previous_section is 'Sections as they were before the last reprocess; kept until the next';
comment on column previous_section.release_id is 'as in core_section';
comment on column previous_section.position is 'as in core_section';
comment on column previous_section.label is 'as in core_section';
comment on column previous_section.start_char is 'as in core_section';
comment on column previous_section.end_char is 'as in core_section';
comment on column previous_section.subject is 'as in core_section';

create table previous_target as
select
    target_id, release_id, position, kind, company, action, topic, metric, value, value_max, unit, qualifier,
    per, scopes, scope3_categories, base_year, base_value, target_year, deadline_text, previous_value,
    previous_year, value_alt, unit_alt, validated_by, evidence, start_char, end_char, confidence, rules,
    extractor_version, run_id
from core_target
limit 0;
comment on table previous_target is 'Targets as they were before the last reprocess; kept until the next';
comment on column previous_target.target_id is 'as in core_target';
comment on column previous_target.release_id is 'as in core_target';
comment on column previous_target.position is 'as in core_target';
comment on column previous_target.kind is 'as in core_target';
comment on column previous_target.company is 'as in core_target';
comment on column previous_target.action is 'as in core_target';
comment on column previous_target.topic is 'as in core_target';
comment on column previous_target.metric is 'as in core_target';
comment on column previous_target.value is 'as in core_target';
comment on column previous_target.value_max is 'as in core_target';
comment on column previous_target.unit is 'as in core_target';
comment on column previous_target.qualifier is 'as in core_target';
comment on column previous_target.per is 'as in core_target';
comment on column previous_target.scopes is 'as in core_target';
comment on column previous_target.scope3_categories is 'as in core_target';
comment on column previous_target.base_year is 'as in core_target';
comment on column previous_target.base_value is 'as in core_target';
comment on column previous_target.target_year is 'as in core_target';
comment on column previous_target.deadline_text is 'as in core_target';
comment on column previous_target.previous_value is 'as in core_target';
comment on column previous_target.previous_year is 'as in core_target';
comment on column previous_target.value_alt is 'as in core_target';
comment on column previous_target.unit_alt is 'as in core_target';
comment on column previous_target.validated_by is 'as in core_target';
comment on column previous_target.evidence is 'as in core_target';
comment on column previous_target.start_char is 'as in core_target';
comment on column previous_target.end_char is 'as in core_target';
comment on column previous_target.confidence is 'as in core_target';
comment on column previous_target.rules is 'as in core_target';
comment on column previous_target.extractor_version is 'as in core_target';
comment on column previous_target.run_id is 'as in core_target';

create table previous_reject as
select
    stage, ref, reason, detail, run_id, seen_at
from raw_reject
limit 0;
comment on table previous_reject is 'What was set aside while cleaning, as they were before the last reprocess; kept until the next';
comment on column previous_reject.stage is 'as in raw_reject';
comment on column previous_reject.ref is 'as in raw_reject';
comment on column previous_reject.reason is 'as in raw_reject';
comment on column previous_reject.detail is 'as in raw_reject';
comment on column previous_reject.run_id is 'as in raw_reject';
comment on column previous_reject.seen_at is 'as in raw_reject';
