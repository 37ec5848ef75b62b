-- Saved states of the page, by short code. The same text serves PostgreSQL and H2, as in V1.

create table saved_pages (
    -- Made from address and spec.
    code varchar(16) primary key,
    -- The part of the page's address after #.
    address varchar(32768) not null,
    -- What the page trains, as JSON; null if there is no picture.
    spec varchar(65536),
    -- A PNG; null until it is drawn.
    picture bytea,
    saved_at timestamp with time zone not null,
    used_at timestamp with time zone not null
);
create index saved_pages_by_use on saved_pages (used_at);
