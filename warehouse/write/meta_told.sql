-- What was told now; what was told before keeps its time.
merge into meta_told as book
using staged_meta_told as staged
on book.kind = staged.kind and book.ref = staged.ref
when not matched then insert by name;
