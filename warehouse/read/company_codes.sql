-- Issuers by the ISIN or ticker of their releases: as the feed gives it, or as the text prints it in brackets right behind
-- the issuer's name, with a legal form at most between. A code that stands elsewhere may be a partner's.
with one_of_its_kind as (
    select release_id, any_value(value) as code, any_value(origin) as origin
    from core_release_field
    where field in ('isin', 'ticker')
    group by release_id, field
    having count(distinct value) = 1
)

select distinct r.issuer, f.code
from one_of_its_kind f
join core_release r using (release_id)
where f.code in (select unnest($codes))
    and r.issuer is not null
    and (f.origin = 'feed' or regexp_matches(
        r.text,
        regexp_escape(r.issuer) || '(,? [^ .,()]+[.]?)? ?\([^()]*' || regexp_escape(split_part(f.code, ':', -1))
    ));
