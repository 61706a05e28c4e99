-- Words of rows that were stored before there was a column for them.
merge into core_target as book
using staged_core_target_wording as staged
on book.target_id = staged.target_id
when matched then update set wording = staged.wording;
