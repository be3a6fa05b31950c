-- What hubs share to ask the State's APIs, and the keys of what they vouch for. Nothing here is of a person.

create table source_pace (
    authority_id smallint    not null references authority,
    source       text        not null,
    paced_until  timestamptz not null default '-infinity',
    not_before   timestamptz not null default '-infinity',
    primary key (authority_id, source)
);
comment on table source_pace is 'How fast a source is asked by our one credential, over all hubs.';
comment on column source_pace.paced_until is 'When what was asked so far would have been asked at an even pace.';
comment on column source_pace.not_before is 'Until when the source asked to be left alone.';

create table prefill_tally (
    authority_id smallint not null references authority,
    teleservice  text     not null,
    source       text     not null,
    outcome      text     not null,
    day          date     not null,
    count        bigint   not null,
    primary key (authority_id, teleservice, source, outcome, day)
);
comment on table prefill_tally is 'All that is left of a pre-fill: how many fields of which outcome.';

create table proof_key (
    id         uuid        primary key,
    created_at timestamptz not null,
    sealed     bytea       not null
);
comment on table proof_key is 'The keys hubs sign proofs with: the newest signs, older ones verify.';

create table used_proof (
    id            uuid   primary key,
    submission_id bigint not null references submission
);
comment on table used_proof is 'Proofs that were good for one submission.';
