-- An item whose new version is no release any more leaves the book.
delete from core_release
where release_id in (select release_id from known_release)
    and release_id not in (select release_id from staged_core_release);
