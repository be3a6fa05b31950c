-- What is wrong, from when it began until it was over: told once at each end, however many hubs look.

create table outage (
    id              bigint      generated always as identity primary key,
    authority_id    smallint    not null references authority,
    kind            text        not null,
    subject         text        not null,
    code            text,
    said            text        not null,
    owner           text        not null,
    link            text        not null,
    touched         bigint      not null,
    began_at        timestamptz not null,
    seen_at         timestamptz not null,
    last_seen_at    timestamptz not null,
    told_at         timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    escalated_at    timestamptz,
    ended_at        timestamptz,
    end_told_at     timestamptz,
    telling_until   timestamptz,
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check (end_told_at is null or ended_at is not null)
);
comment on column outage.subject is 'The lane, source, téléservice or task it is about; what is parked, by its cause as well.';
comment on column outage.said is 'In a sentence; nothing of anybody is in it.';
comment on column outage.touched is 'How many deliveries at most.';
comment on column outage.telling_until is 'Until when one hub is trying to tell of it; others leave it alone.';
create unique index outage_open on outage (authority_id, kind, subject) where ended_at is null;
create index outage_to_tell on outage (id) where end_told_at is null;
create index outage_by_time on outage (authority_id, began_at);

create table digest (
    authority_id smallint not null references authority,
    week         date     not null,
    taken_until  timestamptz not null,
    sent_at      timestamptz,
    primary key (authority_id, week)
);
comment on table digest is 'The weeks whose summary was sent, or is being sent by one hub until then; by the Monday it is sent on.';
