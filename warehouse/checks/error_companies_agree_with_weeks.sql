-- The companies' events of a week add up to the week's.
with companies as (
    select
        week_starts_on,
        sum("new" + restated + raised + lowered + brought_forward + "delayed" + rebased + achieved + withdrawn + overdue) as events
    from out_week_companies
    group by week_starts_on
),

weeks as (
    select
        week_starts_on,
        "new" + restated + raised + lowered + brought_forward + "delayed" + rebased + achieved + withdrawn + overdue as events
    from out_week_summary
    where topic = 'all'
)

select week_starts_on, w.events, c.events as of_companies
from weeks w
full join companies c using (week_starts_on)
where coalesce(w.events, 0) <> coalesce(c.events, 0);
