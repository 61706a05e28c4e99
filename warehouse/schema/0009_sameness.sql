-- One announcement on several wires and sites counts once; what a release says of itself beside its text.

alter table core_release add column duplicate_kind varchar;
alter table core_release add column duplicate_rule varchar;
alter table core_release add column duplicate_score double;
alter table core_release add column canonical_url varchar;
alter table core_release add column origin_url varchar;
alter table core_release add column is_correction boolean;
comment on column core_release.duplicate_of is 'the release that leads this announcement: of what was corrected last the earliest full copy; null for that one, whose targets alone count';
comment on column core_release.duplicate_kind is 'what this release is to the leading one: copy, cut, superseded or translation';
comment on column core_release.duplicate_rule is 'the rule that joined it: same_text, same_words, edited_words, same_origin, same_origin_and_title, same_origin_other_words, marked, same_day_figure or same_figures';
comment on column core_release.duplicate_score is 'share of the shorter text that stands in the other too, of a translation the share of figures, 0 to 1; the lowest where several links lead to the leading one';
comment on column core_release.canonical_url is 'address that the page declares as its own';
comment on column core_release.origin_url is 'address that a syndicated copy names as its original';
comment on column core_release.is_correction is 'whether it says of itself that it corrects or updates an earlier release';

create table core_release_sketch (
    release_id varchar not null,
    body_sha256 varchar,
    word_count integer not null,
    text_keys bigint[] not null,
    origin_keys bigint[] not null
);
comment on table core_release_sketch is 'Marks by which copies find each other; two releases that share one are compared word by word';
comment on column core_release_sketch.release_id is 'the release';
comment on column core_release_sketch.body_sha256 is 'SHA-256 of its own words without case and marks; null where they are too few to tell a text by';
comment on column core_release_sketch.word_count is 'how many words its own text has, without about, contact, legal and syndication parts';
comment on column core_release_sketch.text_keys is 'hashes of MinHash bands of the text and of its opening, of title and day, of issuer, day and figures';
comment on column core_release_sketch.origin_keys is 'hashes of the addresses and wire numbers that name it';

create table core_release_link (
    release_id varchar not null,
    other_release_id varchar not null,
    kind varchar not null,
    rule varchar not null,
    score double not null
);
comment on table core_release_link is 'Two releases that were compared and are one announcement; those with the same text, word for word, have no row';
comment on column core_release_link.release_id is 'the cut copy, the correction or the translation; of two copies the one whose id comes first';
comment on column core_release_link.other_release_id is 'the release that it is a copy, correction or translation of';
comment on column core_release_link.kind is 'copy, cut, correction or translation';
comment on column core_release_link.rule is 'as duplicate_rule in core_release';
comment on column core_release_link.score is 'share of the shorter text that stands in the other too; of a translation the share of figures; 0 to 1';

create table core_release_field (
    release_id varchar not null,
    field varchar not null,
    value varchar not null,
    origin varchar not null,
    confidence double not null
);
comment on table core_release_field is 'What a release says of itself beside its text: a row for each field, value and place where it stood';
comment on column core_release_field.release_id is 'the release';
comment on column core_release_field.field is 'title, issuer, published_on, modified_at, language, wire, wire_release_id, dateline_place, canonical_url, origin_url, alternate_url, ticker, isin, keyword or is_correction';
comment on column core_release_field.value is 'its value as text; a ticker as EXCHANGE:SYMBOL, a date in ISO 8601';
comment on column core_release_field.origin is 'where it stood: feed, source, address, metadata, page, dateline, text or syndication';
comment on column core_release_field.confidence is 'estimated probability that it is right, 0 to 1';
