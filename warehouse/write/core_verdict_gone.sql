-- The verdicts are those of the file.
delete from core_verdict;
