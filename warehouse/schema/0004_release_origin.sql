-- Where a release came from, and when it was changed; who speaks in a section.

alter table core_release add column modified_at timestamptz;
alter table core_release add column wire_release_id varchar;
alter table core_release add column dateline_place varchar;
comment on column core_release.published_from is 'where the date stood: feed, metadata, dateline, text or url';
comment on column core_release.language is 'ISO 639-1 code; und where it is clearly not English and too short to tell';
comment on column core_release.modified_at is 'when the page says it was last modified, UTC';
comment on column core_release.wire_release_id is 'the wire''s own number of the release';
comment on column core_release.dateline_place is 'place in the dateline, as it stands there';

alter table core_section add column subject varchar;
comment on column core_section.subject is 'who says a quote, whom an about part presents';
comment on column core_section.label is 'headline, subhead, dateline, heading, body, quote, list, table, about, contact, forward_looking, legal, media, syndication or navigation';
