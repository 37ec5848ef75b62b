-- Counts who has opened a job to write about it: only the last one may. The same text serves PostgreSQL and H2, as in V1.
alter table jobs add column writer bigint default 0 not null;
