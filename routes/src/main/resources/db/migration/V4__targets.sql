-- What a téléservice declares of a target is frozen with each delivery: what it receives, what it waits for, whether it decides.

alter table delivery
    add column receives      text[],
    add column after_ordinal smallint,
    add column trial         boolean not null default false,
    add column decides       boolean not null default false,
    add column decision      text check (decision in ('GRANTED', 'PARTLY_GRANTED', 'REJECTED', 'CLOSED')),
    add column decided_at    timestamptz,
    add column ask_at        timestamptz,
    add check (waits_for not in ('DELIVERY', 'DECISION') or after_ordinal is not null),
    add check ((decision is null) = (decided_at is null));
comment on column delivery.receives is 'The parts of the dossier it is given; null for those accepted before there were such lists.';
comment on column delivery.after_ordinal is 'The delivery of the same submission it waits for.';
comment on column delivery.trial is 'Accepted on trial: it reaches simulators only, whatever the system has become since.';
comment on column delivery.ask_at is 'When its system is next asked what it decided; null where nothing is awaited.';
create index delivery_to_ask on delivery (authority_id, connector, ask_at) where ask_at is not null;
