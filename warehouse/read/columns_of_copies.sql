-- The columns of the tables whose replaced rows are kept, each with whether the copy has it.
with columns_here as (
    select table_name, column_name, data_type, column_index
    from duckdb_columns()
    where database_name = current_database() and not internal
)

select
    c.table_name as original,
    c.column_name,
    c.data_type,
    exists (
        select 1 from columns_here h
        where h.column_name = c.column_name
            and h.table_name = regexp_replace(c.table_name, '^(core|raw)_', 'previous_')
    ) as is_copied
from columns_here c
where c.table_name in (select name from staged_original)
order by c.table_name, c.column_index;
