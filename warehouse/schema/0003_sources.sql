-- What is remembered of sources and items so that fetching is polite, complete, and never silently dead.

alter table raw_source add column moved_to varchar;
alter table raw_source add column moved_seen integer;
alter table raw_source add column identity varchar;
alter table raw_source add column failures double;
alter table raw_source add column last_reason varchar;
alter table raw_source add column failing_since_at timestamptz;
alter table raw_source add column retry_at timestamptz;
alter table raw_source add column retry_host varchar;
alter table raw_source add column retired_at timestamptz;
alter table raw_source add column last_new_at timestamptz;
alter table raw_source add column last_full_at timestamptz;
alter table raw_source add column gap_s bigint;
alter table raw_source add column floor_s bigint;
alter table raw_source add column entry_count bigint;
alter table raw_source add column usual_entry_count bigint;
alter table raw_source add column stale_after_s bigint;
comment on table raw_source is 'A source as the last reading that changed anything found it';
comment on column raw_source.kind is 'folder, archive, feed, sitemap or page';
comment on column raw_source.last_fetched_at is 'when this row was last written, UTC; raw_fetch has every attempt';
comment on column raw_source.moved_to is 'where permanent redirects lead; read instead of location from the third sighting on';
comment on column raw_source.moved_seen is 'how often that was seen in a row, 3 at most';
comment on column raw_source.identity is 'what names its entries: guid, link or content';
comment on column raw_source.failures is 'failures since the last answer, as hard ones: a soft one counts a third, a temporary one a tenth';
comment on column raw_source.last_reason is 'why the last attempt failed, in snake case; null after an answer';
comment on column raw_source.failing_since_at is 'when it began to fail, UTC; null after an answer';
comment on column raw_source.retry_at is 'not to be read before, as the server asked, UTC';
comment on column raw_source.retry_host is 'host that asked so for all that it has';
comment on column raw_source.retired_at is 'when it answered that it is gone for good, UTC; it is not read any more';
comment on column raw_source.last_new_at is 'when it last brought something new, UTC; at first its newest entry''s date';
comment on column raw_source.last_full_at is 'last fetch that brought the whole of it, UTC; a day later the next one is unconditional';
comment on column raw_source.gap_s is 'usual time between its entries, in seconds';
comment on column raw_source.floor_s is 'shortest interval that server and feed allow, in seconds';
comment on column raw_source.entry_count is 'entries that it listed last';
comment on column raw_source.usual_entry_count is 'entries that it lists as a rule';
comment on column raw_source.stale_after_s is 'silence beyond which it is stale, in seconds';

alter table raw_fetch add column item_count bigint;
alter table raw_fetch add column new_count bigint;
alter table raw_fetch add column changed_count bigint;
alter table raw_fetch add column known_count bigint;
alter table raw_fetch add column aside_count bigint;
comment on column raw_fetch.outcome is 'new, known, changed, not_modified, failed, refused, blocked, robots, waiting, not_due or retired';
comment on column raw_fetch.item_count is 'of a source: items that it listed; the sum of the four counts that follow';
comment on column raw_fetch.new_count is 'of them new ones';
comment on column raw_fetch.changed_count is 'of them new versions of known ones';
comment on column raw_fetch.known_count is 'of them known ones';
comment on column raw_fetch.aside_count is 'of them set aside, each with a reason in raw_reject';

alter table raw_document add column fingerprint varchar;
alter table raw_document add column feed_published_from varchar;
alter table raw_document add column feed_fields varchar;
comment on column raw_document.fingerprint is 'what tells without reading whether the item changed: hash of what the feed says of it, size and time of a file';
comment on column raw_document.feed_published_from is 'where the feed''s date stood: the field and its raw text';
comment on column raw_document.feed_fields is 'what wires say besides, as JSON: issuer, tickers, isin, subjects, enclosures';

create table raw_notice (
    source varchar not null,
    kind varchar not null,
    detail varchar not null,
    run_id varchar not null,
    noticed_at timestamptz not null
);
comment on table raw_notice is 'What the operator should know of a source; one row each time, never changed';
comment on column raw_notice.source is 'name of the source';
comment on column raw_notice.kind is 'moved, gone, identity, shrinking, failing or recovered';
comment on column raw_notice.detail is 'what happened, what was done about it, and what is left to do';
comment on column raw_notice.run_id is 'run that noticed it';
comment on column raw_notice.noticed_at is 'when, UTC';

-- Asked of the clock on purpose: a source is stale also when nothing runs any more that could say so.
create view out_source_health as
with attempts as (
    select
        source,
        max(fetched_at) as last_attempt_at,
        max(fetched_at) filter (where outcome in ('new', 'known', 'changed', 'not_modified')) as last_answer_at
    from raw_fetch
    where document_id is null or warc_file is not null
    group by source
),

documents as (
    select source, count(*) filter (where is_current) as item_count from raw_document group by source
),

notices as (
    select source, arg_max(kind || ': ' || detail, noticed_at) as last_notice from raw_notice group by source
)

select
    s.source,
    s.kind,
    case
        when s.retired_at is not null then 'gone'
        when s.failures >= 5 then 'dying'
        when s.failures > 0 then 'failing'
        when s.usual_entry_count >= 5 and s.entry_count * 5 < s.usual_entry_count then 'shrinking'
        when s.stale_after_s is not null and s.last_new_at is not null
            and epoch(now()) - epoch(s.last_new_at) > s.stale_after_s then 'stale'
        else 'ok'
    end as status,
    s.last_reason,
    a.last_attempt_at,
    a.last_answer_at,
    s.last_new_at,
    coalesce(d.item_count, 0) as item_count,
    s.entry_count,
    s.failures,
    s.retry_at,
    if(s.moved_seen >= 3, s.moved_to, s.location) as read_from,
    n.last_notice
from raw_source s
left join attempts a using (source)
left join documents d using (source)
left join notices n using (source);
comment on view out_source_health is 'How each source fares, asked at the time of reading';
comment on column out_source_health.source is 'name of the source';
comment on column out_source_health.kind is 'as in raw_source';
comment on column out_source_health.status is 'gone, dying, failing, shrinking, stale or ok: the first that is true';
comment on column out_source_health.last_reason is 'why the last attempt failed, in snake case';
comment on column out_source_health.last_attempt_at is 'when it was last tried, UTC';
comment on column out_source_health.last_answer_at is 'when it last answered, UTC';
comment on column out_source_health.last_new_at is 'when it last brought something new, UTC';
comment on column out_source_health.item_count is 'items of it in the book';
comment on column out_source_health.entry_count is 'entries that it listed last';
comment on column out_source_health.failures is 'as in raw_source';
comment on column out_source_health.retry_at is 'not to be read before, as the server asked, UTC';
comment on column out_source_health.read_from is 'where it is read: its location, or where it moved for good';
comment on column out_source_health.last_notice is 'the last notice, with its kind';
