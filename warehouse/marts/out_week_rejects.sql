insert into out_week_rejects by name
select
    w.week,
    w.week_starts_on,
    r.stage,
    r.reason,
    count(*) as rejects,
    min_by(r.ref, r.ref) as example,
    min_by(r.detail, r.ref) as detail
from raw_reject r
join staged_week w on w.monday = (719162 + epoch_us(r.first_seen_at) // 86400000000) // 7
group by all
order by w.week_starts_on, r.stage, r.reason;
