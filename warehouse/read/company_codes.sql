-- Issuers by the ISIN or the ticker of their releases, where a release has just one of its kind: else it may be another's.
select distinct r.issuer, f.code
from (
    select release_id, any_value(value) as code
    from core_release_field
    where field in ('isin', 'ticker')
    group by release_id, field
    having count(distinct value) = 1
) f
join core_release r using (release_id)
where r.issuer is not null and f.code in (select unnest($codes));
