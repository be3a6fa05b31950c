-- What engineers look at: how each lane did, minute by minute, and when it opened and closed.

alter table attempt add column connector text;
update attempt a set connector = d.connector from delivery d where d.id = a.delivery_id;
alter table attempt alter column connector set not null;
comment on column attempt.connector is 'As its delivery has it; here so that a lane''s calls of an hour are found without all others.';
create index attempt_by_lane on attempt (authority_id, connector, started_at);

create index attempt_broken on attempt (authority_id, connector, started_at) where outcome in ('FAILED', 'UNKNOWN');

create index submission_by_arrival on submission (authority_id, received_at);
create index delivery_by_target_reference on delivery (authority_id, target_reference) where target_reference is not null;
create index act_by_time on act (authority_id, id);

create table lane_change (
    id           bigint      generated always as identity primary key,
    authority_id smallint    not null,
    connector    text        not null,
    at           timestamptz not null,
    state        text        not null,
    cause        text,
    foreign key (authority_id, connector) references lane
);
comment on table lane_change is 'Every state a lane came to, whoever or whatever brought it there.';
create index lane_change_by_lane on lane_change (authority_id, connector, at);

create function keep_lane_change() returns trigger language plpgsql as $$
begin
    insert into lane_change (authority_id, connector, at, state, cause)
    values (new.authority_id, new.connector, clock_timestamp(), new.state, new.cause);
    return null;
end $$;
create trigger lane_changes after update on lane
    for each row
    -- A closed lane is tried now and then: that is no news.
    when (old.state is distinct from new.state
          and not (old.state in ('TRIPPED', 'PROBING') and new.state in ('TRIPPED', 'PROBING')))
    execute function keep_lane_change();

-- Who is signed in, whichever hub he reaches: the tables Spring Session asks for.
create table spring_session (
    primary_id            char(36) primary key,
    session_id            char(36) not null unique,
    creation_time         bigint   not null,
    last_access_time      bigint   not null,
    max_inactive_interval integer  not null,
    expiry_time           bigint   not null,
    principal_name        text
);
create index spring_session_by_expiry on spring_session (expiry_time);
create index spring_session_by_name on spring_session (principal_name);

create table spring_session_attributes (
    session_primary_id char(36) not null references spring_session on delete cascade,
    attribute_name     text     not null,
    attribute_bytes    bytea    not null,
    primary key (session_primary_id, attribute_name)
);

create table refusal_tally (
    authority_id smallint not null references authority,
    teleservice  text     not null,
    canal        text     not null,
    field        text     not null,
    code         text     not null,
    day          date     not null,
    count        bigint   not null,
    primary key (authority_id, teleservice, day, canal, field, code)
);
comment on table refusal_tally is 'Where people stumble: how often a form was refused for a field, and for what; never what was in it.';
