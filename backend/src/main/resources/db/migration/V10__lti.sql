-- LTI 1.3: registrations of learning platforms and their launches. The same text serves PostgreSQL and H2, as in V1.

create table lti_platforms (
    id varchar(16) primary key,
    issuer varchar(255) not null,
    client_id varchar(255) not null,
    authorization_url varchar(2048) not null,
    token_url varchar(2048) not null,
    token_audience varchar(2048) not null,
    jwks_url varchar(2048) not null,
    created_at timestamp with time zone not null,
    unique (issuer, client_id)
);

create table lti_deployments (
    platform_id varchar(16) not null references lti_platforms (id) on delete cascade,
    deployment_id varchar(255) not null,
    created_at timestamp with time zone not null,
    primary key (platform_id, deployment_id)
);

-- Invites to register, by their SHA-256.
create table lti_invites (
    hash varchar(64) primary key,
    expires_at timestamp with time zone not null
);

-- This server's keys; the private ones are encrypted under the server's secret.
create table lti_keys (
    id varchar(64) primary key,
    encrypted varchar(8192) not null,
    created_at timestamp with time zone not null
);

-- Verified launches. The primary key accepts the state of a login once.
create table lti_sessions (
    -- SHA-256 of the state.
    state varchar(64) primary key,
    -- SHA-256 of the browser's secret.
    secret varchar(64) not null,
    -- SHA-256 of the bearer token; null until the browser has shown its secret.
    id varchar(64) unique,
    platform_id varchar(16) not null references lti_platforms (id) on delete cascade,
    -- JSON.
    launch varchar(65536) not null,
    expires_at timestamp with time zone not null
);
create index lti_sessions_by_end on lti_sessions (expires_at);
create index lti_sessions_by_platform on lti_sessions (platform_id);
