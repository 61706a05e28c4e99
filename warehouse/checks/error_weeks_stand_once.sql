-- A week, and what it is counted by, stands once in each weekly table.
select 'out_week_summary' as place, week, topic as what from out_week_summary group by week, topic having count(*) > 1
union all
select 'out_week_companies', week, company from out_week_companies group by week, company having count(*) > 1
union all
select 'out_week_sources', week, source from out_week_sources group by week, source having count(*) > 1
union all
select 'out_week_rejects', week, stage || ' ' || reason from out_week_rejects group by week, stage, reason having count(*) > 1
union all
select 'out_week_rolling', week, topic || ' ' || weeks from out_week_rolling group by week, topic, weeks having count(*) > 1;
