-- Releases in other languages are kept and not read; the weekly count of what was set aside tells them too.
comment on table out_week_rejects is 'What was set aside for the first time in a week, counted by reason; releases that are not read for their language too (reason language_de and the like)';
