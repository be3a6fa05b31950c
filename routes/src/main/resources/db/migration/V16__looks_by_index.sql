-- Whoever looks on counts what is open and what is put aside every few seconds: the indexes say it all, so that no row is read for it.

drop index delivery_in_order;
create index delivery_in_order on delivery (authority_id, connector, order_key, order_seq) include (submission_id)
    where state in ('WAITING', 'PENDING', 'SENDING', 'UNKNOWN', 'PARKED');
drop index delivery_by_state;
create index delivery_by_state on delivery (authority_id, state, connector, id) include (cause, since)
    where state in ('UNKNOWN', 'PARKED');
