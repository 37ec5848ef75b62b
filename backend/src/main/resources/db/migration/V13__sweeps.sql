-- Sweeps: many jobs that one request has submitted. The same text serves PostgreSQL and H2, as in V1.

create table sweeps (
    id varchar(64) primary key,
    -- Name of the API key that made it; null for none.
    owner varchar(255),
    name varchar(255),
    -- The spec, the axes and the stop conditions, as JSON in UTF-8.
    details bytea not null,
    -- Ids of the jobs in the order of the table, separated by spaces. No reference to jobs, which expire by themselves.
    jobs varchar(16384) not null,
    created_at timestamp with time zone not null,
    -- Null until all jobs have ended.
    finished_at timestamp with time zone,
    expires_at timestamp with time zone
);
create index sweeps_unfinished on sweeps (finished_at);
create index sweeps_by_expiry on sweeps (expires_at);
