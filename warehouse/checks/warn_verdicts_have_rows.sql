-- Every verdict meets the row that it was given on (else give it anew, or take it out: pledgebook verdict undo ID).
select verdict_id, subject, problem from core_verdict where problem is not null;
