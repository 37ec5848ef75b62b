-- Datasets that clients have uploaded. The same text serves PostgreSQL and H2, as in V1.

create table datasets (
    -- Sizes and a code that cannot be guessed.
    id varchar(64) primary key,
    -- Of the API key; null without key.
    owner varchar(64),
    -- One name on each line.
    column_names varchar(131072) not null,
    label varchar(64) not null,
    -- One name on each line; empty if the labels are values.
    classes varchar(65536) not null,
    -- Of all parts.
    bytes bigint not null,
    created_at timestamp with time zone not null,
    -- When it was uploaded last, or a job has begun to use it.
    used_at timestamp with time zone not null,
    expires_at timestamp with time zone not null,
    -- Deleted by its owner: kept only for the jobs that have used it.
    withdrawn boolean not null
);
create index datasets_by_use on datasets (used_at);

-- The rows, compressed. Written before the row in "datasets", each part in a transaction of its own.
create table dataset_parts (
    dataset varchar(64) not null,
    part integer not null,
    content bytea not null,
    written_at timestamp with time zone not null,
    primary key (dataset, part)
);

-- Jobs that have used a dataset in any of their runs. Without a reference to jobs: it is written before the job.
create table dataset_uses (
    dataset varchar(64) not null,
    job varchar(64) not null,
    used_at timestamp with time zone not null,
    primary key (dataset, job)
);
