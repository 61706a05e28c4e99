-- All of it, before it is written anew.
delete from core_promise_review;
