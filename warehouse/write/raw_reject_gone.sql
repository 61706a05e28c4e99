-- What was set aside while cleaning and is read now is not set aside any more.
delete from raw_reject
where stage = 'clean'
    and ref in (select source || ':' || item_key from staged_raw_document)
    and not exists (
        select 1 from staged_raw_reject s
        where s.stage = raw_reject.stage and s.ref = raw_reject.ref and s.reason = raw_reject.reason
    );
