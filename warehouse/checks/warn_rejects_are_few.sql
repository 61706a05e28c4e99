-- The last week set aside no more things for a reason than thrice its mean of the eight weeks before (from 20 on).
with last_week as (
    select max(week_starts_on) as monday from out_week_sources
)

select r.week, r.stage, r.reason, r.rejects, coalesce(sum(b.rejects), 0) / 8 as usual, r.example, r.detail
from last_week l
join out_week_rejects r on r.week_starts_on = l.monday
left join out_week_rejects b
    on b.stage = r.stage and b.reason = r.reason and b.week_starts_on between l.monday - 56 and l.monday - 7
where r.rejects >= 20 and not starts_with(r.reason, 'language_')
group by all
having r.rejects > 3 * coalesce(sum(b.rejects), 0) / 8;
