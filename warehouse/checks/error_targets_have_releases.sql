-- Every target and section belongs to a release.
select release_id from core_target where release_id not in (select release_id from core_release)
union all
select release_id from core_section where release_id not in (select release_id from core_release);
