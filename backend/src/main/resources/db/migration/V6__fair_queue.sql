-- The order of waiting jobs, shared between callers. The same text serves PostgreSQL and H2, as in V1.

-- A queue's jobs are claimed in order of (turn, arrival): see org.nnplayground.queue.Turns.
alter table jobs add column turn double precision default 0 not null;
-- The job is not claimed before; null if it can be claimed at once.
alter table jobs add column ready_at timestamp with time zone;

drop index jobs_by_queue;
create index jobs_by_queue on jobs (queue, holder, turn, arrival);
create index jobs_by_readiness on jobs (ready_at);
