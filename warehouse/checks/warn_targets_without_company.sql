-- Every target has a company.
select target_id, evidence from core_target where company is null;
