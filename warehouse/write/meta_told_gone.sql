-- Whose cause has gone: it is told again when it comes back.
delete from meta_told
where not exists (select 1 from staged_meta_told s where s.kind = meta_told.kind and s.ref = meta_told.ref);
