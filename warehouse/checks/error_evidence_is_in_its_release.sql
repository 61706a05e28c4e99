-- Every target's evidence stands in its release's text at the offsets given.
select t.target_id, t.evidence
from core_target t
join core_release r using (release_id)
where array_slice(r.text, t.start_char + 1, t.end_char) <> t.evidence;
