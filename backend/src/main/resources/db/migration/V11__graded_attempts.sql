-- Graded attempts of students of learning platforms, and the scores that their platforms are to show. The same text serves
-- PostgreSQL and H2, as in V1.

create table lti_attempts (
    id varchar(32) primary key,
    -- Registration, deployment and link of the launch.
    platform varchar(64) not null,
    deployment varchar(255) not null,
    link varchar(255) not null,
    -- The platform's pseudonym of the student.
    subject varchar(255) not null,
    -- Slug.
    exercise varchar(64) not null,
    number integer not null,
    -- Of the exercise's numbers; never shown.
    seed bigint not null,
    opened_at timestamp with time zone not null,
    -- Null while the attempt is open, as the columns below.
    closed_at timestamp with time zone,
    points integer,
    max_points integer,
    -- What became of each step: "hidden:right output:wrong".
    steps varchar(8192),
    -- Two tabs and two processes cannot open the same attempt.
    unique (platform, deployment, link, subject, exercise, number)
);
create index lti_attempts_by_age on lti_attempts (opened_at);

-- The outbox: one score of each student, written with the attempt. A new score replaces the last one.
create table lti_scores (
    platform varchar(64) not null,
    deployment varchar(255) not null,
    link varchar(255) not null,
    subject varchar(255) not null,
    line_item varchar(2048) not null,
    readable boolean not null,
    points integer not null,
    max_points integer not null,
    started_at timestamp with time zone not null,
    submitted_at timestamp with time zone not null,
    -- Counts the student's scores.
    version integer not null,
    tries integer not null,
    -- Null after the last try.
    due_at timestamp with time zone,
    -- The lease of the process that makes the request.
    claimed_until timestamp with time zone,
    -- The timestamp in the last request; the next one is later.
    sent_at timestamp with time zone,
    -- Null until the last try; then delivered or failed.
    outcome varchar(16),
    unanswered boolean not null,
    primary key (platform, deployment, link, subject)
);
create index lti_scores_by_due on lti_scores (due_at);
create index lti_scores_by_age on lti_scores (submitted_at);
