-- Each téléservice has its share of a lane: a flood of one does not hold up the thirty requests a year of another.

alter table delivery
    add column teleservice text,
    add column weight      smallint not null default 1 check (weight between 1 and 100);
update delivery d set teleservice = s.teleservice from submission s where s.id = d.submission_id;
alter table delivery alter column teleservice set not null;
comment on column delivery.teleservice is 'As its submission has it; here so that what is due can be found by it.';
comment on column delivery.weight is 'How many of this téléservice go for one of a téléservice that says nothing; frozen when it was accepted.';

drop index delivery_to_feed;
create index delivery_to_feed on delivery (authority_id, connector, teleservice, due_at, id) where state = 'PENDING';
