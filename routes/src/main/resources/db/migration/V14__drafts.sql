-- Téléservices that are made at the hub rather than in a folder.

create table teleservice_draft (
    authority_id smallint    not null references authority,
    teleservice  text        not null,
    files        bytea       not null,
    changed_at   timestamptz not null,
    changed_by   text        not null,
    primary key (authority_id, teleservice)
);
comment on table teleservice_draft is 'What is being worked on and in force nowhere. Samples are of invented people.';

alter table teleservice_in_force add column by_hand boolean not null default false;
comment on column teleservice_in_force.by_hand is 'Put in force at the hub: no folder holds it, so that the ledger does.';
