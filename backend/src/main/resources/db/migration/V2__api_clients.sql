-- What API clients leave with the server. The same text serves PostgreSQL and H2, as in V1.

create table api_keys (
    id varchar(16) primary key,
    owner varchar(64) not null,
    -- SHA-256 of the key, in hexadecimal.
    hash varchar(64) not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);

-- Which job an Idempotency-Key stands for. No reference to jobs: the id is kept before the job is made.
create table submissions (
    -- The client, empty for those without API key.
    scope varchar(64) not null,
    name varchar(255) not null,
    fingerprint varchar(64) not null,
    job varchar(64) not null,
    taken_at timestamp with time zone not null,
    done boolean not null,
    primary key (scope, name)
);
create index submissions_by_age on submissions (taken_at);

-- Calls that are to be made when a job has ended; they outlive the job.
create table webhooks (
    job varchar(64) primary key,
    url varchar(2048) not null,
    api_key varchar(16) not null,
    created_at timestamp with time zone not null,
    body varchar(1000000),
    attempts integer not null,
    -- Null while the job has not ended.
    due_at timestamp with time zone
);
create index webhooks_by_due on webhooks (due_at);
