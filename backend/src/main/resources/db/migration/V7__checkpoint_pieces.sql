-- Checkpoints above 1 MB are written in pieces, each in a transaction of its own. The same text serves PostgreSQL and H2, as in V1.

-- The pieces of one checkpoint, complete or not. Without a reference to jobs: they are removed piece by piece after their job.
create table piece_sets (
    number bigint primary key,
    job varchar(64) not null,
    -- "writer" of the job when the set was begun.
    writer bigint not null,
    begun_at timestamp with time zone not null,
    -- Number of rows and of bytes of the complete set.
    parts integer not null,
    bytes bigint not null,
    -- Whether its deletion has begun: from then on no job can get it.
    dying boolean default false not null
);
create table checkpoint_pieces (
    set_number bigint not null,
    part integer not null,
    content bytea not null,
    primary key (set_number, part)
);

-- The complete set that is the job's last checkpoint; null if there is none or it is in "documents".
alter table jobs add column pieces bigint;
