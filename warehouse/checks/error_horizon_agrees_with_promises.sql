-- The horizon holds every promise once under all and once under its topic, by its status.
with standing as (
    select
        target_year, unnest([topic, 'all']) as topic, status
    from core_promise
),

counted as (
    select
        target_year, topic, count(*) as promises, count(*) filter (status = 'open') as still_open,
        count(*) filter (status = 'overdue') as overdue
    from standing
    group by target_year, topic
)

select h.target_year, h.topic, h.promises, c.promises as in_book
from out_horizon h
full join counted c on c.topic = h.topic and c.target_year is not distinct from h.target_year
where h.promises is distinct from c.promises or h."open" is distinct from c.still_open
    or h.overdue is distinct from c.overdue;
