-- The companies are those of the file.
delete from core_company;
