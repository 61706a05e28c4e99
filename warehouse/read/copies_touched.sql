-- What was read anew, with all that stood in a group with it: to be grouped again. Asked before its marks are replaced.
with changed as (select release_id from staged_changed),

leaders as (
    select coalesce(duplicate_of, release_id) as leader
    from core_release
    where release_id in (select release_id from changed)
    union
    select release_id from changed
)

select release_id from changed
union
select other_release_id from core_release_link where release_id in (select release_id from changed)
union
select release_id from core_release_link where other_release_id in (select release_id from changed)
union
select release_id from core_release where duplicate_of in (select leader from leaders)
union
select leader from leaders;
