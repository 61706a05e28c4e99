-- Sections lie within their release's text.
select s.release_id, s.position, s.start_char, s.end_char
from core_section s
join core_release r using (release_id)
where s.start_char < 0 or s.end_char > length(r.text) or s.start_char > s.end_char;
