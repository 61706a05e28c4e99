-- Overdue promises, those that fell due last first.
select * from out_overdue order by overdue_on desc nulls last, company, promise_id limit $overdue;
