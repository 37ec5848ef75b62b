-- The same text serves PostgreSQL and H2 (in its PostgreSQL mode). H2 keeps at most 1 MB in a column of bytes, so what
-- can be larger is cut into parts.

create table jobs (
    id varchar(64) primary key,
    -- Newest first means the largest first.
    arrival bigint generated always as identity,
    -- Name of the API key that made it; null for none.
    owner varchar(255),
    mode varchar(16) not null,
    state varchar(16) not null,
    expires_at timestamp with time zone,
    -- All of it but its spec, as JSON.
    details varchar(1000000) not null
);
create index jobs_of_owner on jobs (owner, arrival);
create index jobs_by_expiry on jobs (expires_at);
create index jobs_by_state on jobs (state);

create table job_labels (
    job varchar(64) not null references jobs on delete cascade,
    label varchar(255) not null,
    content varchar(1000) not null,
    primary key (job, label)
);

-- What a job has one of: its spec as JSON in UTF-8, and where its training stands.
create table documents (
    job varchar(64) not null references jobs on delete cascade,
    name varchar(16) not null,
    part integer not null,
    content bytea not null,
    primary key (job, name, part)
);

-- Losses of consecutive epochs of the present run: as many floats of the train set, of validation, of test.
create table losses (
    job varchar(64) not null references jobs on delete cascade,
    from_epoch bigint not null,
    epochs integer not null,
    content bytea not null,
    primary key (job, from_epoch)
);

-- The path of the present run's parameters.
create table checkpoints (
    job varchar(64) not null references jobs on delete cascade,
    epoch bigint not null,
    part integer not null,
    taken_at timestamp with time zone not null,
    content bytea not null,
    primary key (job, epoch, part)
);
