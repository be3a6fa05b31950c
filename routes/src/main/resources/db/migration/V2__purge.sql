-- What is kept long enough is erased: persons and what leads to them, never the fact that something happened.

alter table submission add column purged_at timestamptz;
comment on column submission.purged_at is 'When everything about a person was erased; the row tells no more than that it was.';
alter table submission add column key_hmac bytea;
comment on column submission.key_hmac is 'The key it was posted under, as in idempotency_key.';
update submission s set key_hmac = k.key_hmac from idempotency_key k where k.public_id = s.public_id;
alter table submission alter column key_hmac set not null;

drop index submission_to_purge;
create index submission_to_purge on submission (purge_after) where purged_at is null;

-- Erasing would look for each row's referrers: nothing but the ledger's own code writes either side.
alter table attempt drop constraint attempt_exchange_id_fkey;

-- An engineer's words may name somebody: they belong under the seal. Those written before stood in clear, and go.
alter table act add column reason_id bigint;
alter table act drop column reason;
comment on column act.reason_id is 'Why, sealed; null once the submission it was about is purged.';
