-- A webhook is kept for a time after its delivery, so that its status can be read and it can be sent again.
-- Null while the webhook waits for its job's end or for an attempt; else delivered or failed.
alter table webhooks add column outcome varchar(16);
alter table webhooks add column last_attempt_at timestamp with time zone;
alter table webhooks add column last_status integer;
create index webhooks_by_last_attempt on webhooks (last_attempt_at);
