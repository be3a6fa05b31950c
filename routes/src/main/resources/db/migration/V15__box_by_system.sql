-- Agents look into the box of a system by how far they have come, without a look at its deliveries.

alter table handling add column connector text, add column erased boolean not null default false;
comment on column handling.erased is 'Whether the request was purged, and is in no box.';
update handling h set connector = d.connector, erased = s.purged_at is not null
from delivery d join submission s on s.id = d.submission_id where d.id = h.delivery_id;
alter table handling alter column connector set not null;
create index handling_in_hand on handling (authority_id, connector, delivery_id) where closed_at is null and not erased;
create index handling_done on handling (authority_id, connector, delivery_id) where closed_at is not null and not erased;
