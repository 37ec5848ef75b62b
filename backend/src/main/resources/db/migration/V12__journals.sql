-- What has changed the course of a job's runs, so that every epoch can be computed again. The same text serves PostgreSQL
-- and H2, as in V1.

create table journals (
    job varchar(64) not null references jobs on delete cascade,
    number bigint not null,
    part integer not null,
    run integer not null,
    -- BEGUN, RETUNED, RESTARTED or ENDED.
    kind varchar(16) not null,
    -- Arithmetic of the run, changed settings as JSON, or why it restarted.
    detail varchar(4000),
    epoch bigint not null,
    batch integer not null,
    -- Spec as JSON in UTF-8, or the state at which it restarted.
    content bytea not null,
    primary key (job, number, part)
);
