-- Whether a structure hosts health data for others is not known until somebody says so: a « no » that nobody gave would
-- silence the duty to inform its customers. Rows keep what they hold: a person saved it.
alter table organisation_profile alter column is_health_data_host set default 'unknown';
