-- Attempts at training goals, beside those at exercises. The same text serves PostgreSQL and H2, as in V1.

-- JSON of the goal; null for an attempt at an exercise, as the columns below.
alter table lti_attempts add column goal varchar(16384);
-- Number of targets that are reached; the last one in this epoch of this run of this job.
alter table lti_attempts add column goal_reached integer;
alter table lti_attempts add column goal_job varchar(32);
alter table lti_attempts add column goal_run integer;
alter table lti_attempts add column goal_epoch bigint;
