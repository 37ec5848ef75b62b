-- The row of a job is its entry in the queue. The same text serves PostgreSQL and H2, as in V1.

-- What a trainer needs to train it (QueueName); null once it has ended.
alter table jobs add column queue varchar(16);
-- The node that trains it; null while it waits. Each claim increments "writer".
alter table jobs add column holder varchar(16);
-- Number of claims since it last made progress.
alter table jobs add column claims integer default 0 not null;
-- Pseudonym of the client whose quota it counts against; null for none.
alter table jobs add column caller varchar(64);

update jobs set queue = case when details like '%"requestedDevice":"GPU"%' then 'GPU_' || mode else mode end
where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED');

create index jobs_by_queue on jobs (queue, holder, arrival);
create index jobs_by_holder on jobs (holder);
create index jobs_by_caller on jobs (caller, queue);

-- The processes of the service. The clock is the database's.
create table nodes (
    id varchar(16) primary key,
    -- host:port; null if no other process reaches it.
    address varchar(255),
    web boolean not null,
    alive_until timestamp with time zone not null
);

-- A transaction that inserts a job of a caller locks the caller's row, so that it counts that caller's jobs alone.
create table callers (
    caller varchar(64) primary key,
    submitted_at timestamp with time zone not null
);
create index callers_by_age on callers (submitted_at);
