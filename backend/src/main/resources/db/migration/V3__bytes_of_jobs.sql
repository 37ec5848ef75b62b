-- How much is kept of a job that has ended, in bytes: its documents, losses and checkpoints. 0 while it has not.
alter table jobs add column bytes bigint default 0 not null;
