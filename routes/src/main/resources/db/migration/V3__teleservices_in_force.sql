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
