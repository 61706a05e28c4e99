-- The staged releases; when they were first seen stays.
merge into core_release as book
using staged_core_release as staged
on book.release_id = staged.release_id
when matched then update set
    document_id = staged.document_id,
    source = staged.source,
    url = staged.url,
    title = staged.title,
    issuer = staged.issuer,
    published_on = staged.published_on,
    published_at = staged.published_at,
    published_from = staged.published_from,
    language = staged.language,
    wire = staged.wire,
    text = staged.text,
    text_sha256 = staged.text_sha256,
    cleaner_version = staged.cleaner_version,
    modified_at = staged.modified_at,
    wire_release_id = staged.wire_release_id,
    dateline_place = staged.dateline_place,
    canonical_url = staged.canonical_url,
    origin_url = staged.origin_url,
    is_correction = staged.is_correction
when not matched then insert by name;
