-- A digest of how the promises stand, of which the horizon is made.
select count(*), bit_xor(hash(promise_id, target_year, topic, company, status)) from core_promise;
