insert into out_week_rejects by name
with unread as (
    select
        r.first_seen_at,
        'extract' as stage,
        'language_' || r.language as reason,
        r.source || ':' || coalesce(r.url, r.title, r.release_id) as ref,
        'kept and labelled, and not read: targets are read in English only' as detail
    from core_release r
    where r.language <> 'en'
),

aside as (
    select first_seen_at, stage, reason, ref, detail from raw_reject
    union all by name
    select * from unread
)

select
    w.week,
    w.week_starts_on,
    r.stage,
    r.reason,
    count(*) as rejects,
    min_by(r.ref, r.ref) as example,
    min_by(r.detail, r.ref) as detail
from aside r
join staged_week w on w.monday = (719162 + epoch_us(r.first_seen_at) // 86400000000) // 7
group by all
order by w.week_starts_on, r.stage, r.reason;
