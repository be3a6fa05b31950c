-- What citizens join to their requests. Content is personal data: sealed piece by piece, each piece bound to its file and its place.

create table attachment (
    id            bigint      generated always as identity primary key,
    authority_id  smallint    not null references authority,
    public_id     uuid        not null unique,
    portal        text        not null,
    media_type    text        not null,
    size          bigint      not null check (size > 0),
    digest_hmac   bytea       not null,
    received_at   timestamptz not null,
    expires_at    timestamptz not null,
    submission_id bigint      references submission,
    ordinal       smallint,
    type          text,
    check ((submission_id is null) = (type is null) and (submission_id is null) = (ordinal is null))
);
comment on table attachment is 'A file joined or to be joined to a submission. Its name was never kept.';
comment on column attachment.digest_hmac is 'Keyed hash of its SHA-256: equal files are not to be recognised.';
comment on column attachment.expires_at is 'When it is dropped, unless a submission has claimed it.';
create index attachment_unclaimed on attachment (authority_id, portal, expires_at) where submission_id is null;
create unique index attachment_of_submission on attachment (submission_id, ordinal) where submission_id is not null;

create table attachment_piece (
    attachment_id bigint  not null references attachment on delete cascade,
    number        integer not null,
    bytes         bytea   not null,
    primary key (attachment_id, number)
);

alter table delivery add column attachments text[] not null default '{}';
comment on column delivery.attachments is 'The types of attachment it is given.';
