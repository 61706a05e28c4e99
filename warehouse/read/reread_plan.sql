-- The items to be read again, oldest first: where their bytes stand, and by which versions they were read.
with places as (
    select
        document_id,
        arg_max(
            {'warc_file': warc_file, 'warc_offset': warc_offset},
            {'fetched_at': fetched_at, 'warc_file': warc_file, 'warc_offset': warc_offset}
        ) as place
    from raw_fetch
    where warc_file is not null
    group by document_id
),

sightings as (
    select release_id, min(first_seen_at) as first_seen_at from raw_document group by release_id
),

items as (
    select
        d.release_id,
        d.document_id,
        d.source || ':' || d.item_key as ref,
        d.byte_count,
        s.first_seen_at,
        p.place.warc_file as warc_file,
        p.place.warc_offset as warc_offset,
        k.cleaner_version,
        k.extractor_version,
        r.release_id is not null as is_release,
        coalesce(r.published_on, cast(s.first_seen_at as date)) as said_on
    from raw_document d
    join sightings s using (release_id)
    left join places p using (document_id)
    left join core_release r using (release_id)
    left join core_reading k using (release_id)
    where d.is_current
)

select items.* exclude (is_release, said_on)
from items
cross join staged_wanted w
where (w.stage = 'clean' or items.is_release)
    and (
        w.since is not null or w.until is not null
        or (items.is_release and items.extractor_version is distinct from w.extractor_version)
        or (w.stage = 'clean' and items.cleaner_version is distinct from w.cleaner_version)
    )
    and (w.since is null or items.said_on >= w.since)
    and (w.until is null or items.said_on <= w.until)
order by items.said_on, items.release_id;
