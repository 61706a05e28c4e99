-- The last record of each WARC file that the book has; a run stores its records in their order.
select warc_file, max(warc_offset) as warc_offset from raw_fetch where warc_file is not null group by warc_file;
