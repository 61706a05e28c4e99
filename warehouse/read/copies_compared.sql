-- What is looked at of the releases that are compared, with their labelled parts.
with parts as (
    select
        release_id,
        list({'label': label, 'start': start_char, 'end': end_char} order by position) as sections
    from core_section
    where release_id in (select release_id from staged_near)
    group by release_id
)

select
    r.release_id,
    r.title,
    r.issuer,
    r.published_on,
    r.published_at,
    r.modified_at,
    r.language,
    r.wire,
    r.wire_release_id,
    coalesce(r.is_correction, false) as is_correction,
    s.origin_keys,
    r.text,
    parts.sections
from core_release r
join core_release_sketch s using (release_id)
left join parts using (release_id)
where r.release_id in (select release_id from staged_near);
