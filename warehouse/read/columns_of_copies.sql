-- Columns that a later migration gave to a table and not to the copy that reprocess keeps of it.
with pairs as (
    select * from (
        values
        ('core_release', 'previous_release'), ('core_section', 'previous_section'),
        ('core_target', 'previous_target'), ('raw_reject', 'previous_reject')
    ) as t (original, copied)
),

columns_here as (
    select table_name, column_name, data_type, column_index
    from duckdb_columns()
    where database_name = current_database() and not internal
)

select p.original, p.copied, c.column_name, c.data_type
from pairs p
join columns_here c on c.table_name = p.original
where c.column_name not in (select column_name from columns_here h where h.table_name = p.copied)
order by p.original, c.column_index;
