-- How much there is of what the page of the book shows a part of.
select
    (select count(*) from core_promise) as promises,
    (select count(distinct company) from core_promise) as companies,
    (select count(*) from core_release where duplicate_of is null) as releases,
    (select count(*) from out_changes) as changes,
    (select count(*) from out_overdue) as overdue,
    (select count(*) from out_source_health) as sources,
    (
        select count(distinct company)
        from out_changes
        where week in (select week from out_week_summary where topic = 'all' order by week desc limit $weeks)
    ) as companies_that_changed;
