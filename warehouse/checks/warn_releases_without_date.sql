-- Every release has a publication date (else its week is that of the first sight).
select release_id, title from core_release where published_on is null;
