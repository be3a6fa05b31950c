-- What hubs agree on: which bundle of each téléservice is in force.

create table teleservice_in_force (
    authority_id smallint    not null references authority,
    teleservice  text        not null,
    hash         text,
    since        timestamptz not null,
    primary key (authority_id, teleservice),
    foreign key (authority_id, hash) references teleservice_bundle
);
comment on column teleservice_in_force.hash is 'Null once its folder was taken away.';

-- What was done by hand about a delivery is read with it.
create index act_by_subject on act (authority_id, subject);
