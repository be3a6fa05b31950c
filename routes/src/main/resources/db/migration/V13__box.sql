-- What agents of a service without software do with a request that stays at the hub for them.

create table handling (
    delivery_id  bigint      primary key references delivery,
    authority_id smallint    not null references authority,
    taken_by     text        not null,
    taken_at     timestamptz not null,
    closed_at    timestamptz
);
comment on table handling is 'Who has a request in hand, and when it was done with; one nobody has in hand has no row.';
comment on column handling.taken_by is 'The account of an agent.';

create table document_request (
    id            bigint      generated always as identity primary key,
    authority_id  smallint    not null references authority,
    submission_id bigint      not null references submission,
    delivery_id   bigint      not null references delivery,
    type          text        not null,
    asked_at      timestamptz not null,
    answered_at   timestamptz
);
comment on table document_request is 'A pièce justificative asked for after the submission came; its type is one the téléservice declares.';
create unique index document_request_open on document_request (submission_id, type, delivery_id) where answered_at is null;
create index document_request_of_submission on document_request (submission_id);
create index document_request_of_delivery on document_request (delivery_id);
create index delivery_in_box on delivery (authority_id, connector, id) where state in ('UNKNOWN', 'DELIVERED');
