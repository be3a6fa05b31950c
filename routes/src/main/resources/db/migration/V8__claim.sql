-- A claim in one round trip: the lane's row, which all hubs share, is held for as long as a statement takes, not for as long as
-- a transaction from afar and its commit to disk do.

create function claim_delivery(
    in  for_authority smallint,
    in  for_connector text,
    in  delivery_id   bigint,
    in  gate          text,             -- the state the lane must be in
    in  gap           double precision, -- seconds from one call to the next, and seconds all below
    in  concurrency   integer,
    in  lease         double precision,
    in  longest_wait  double precision,
    in  farthest_slot double precision,
    in  due           timestamptz,      -- what is due by then may be claimed
    out verdict       text,
    out number        integer,
    out submission    bigint,
    out slot_in       double precision
) language plpgsql as $$
declare
    held   lane%rowtype;
    moment timestamptz;
    slot   timestamptz;
begin
    select * into held from lane l where l.authority_id = for_authority and l.connector = for_connector for update;
    moment := clock_timestamp();
    slot := case when held.next_slot_at > moment + make_interval(secs => farthest_slot) then moment
                 else greatest(held.next_slot_at, moment) end;
    if held.state is distinct from gate then
        verdict := 'CLOSED';
    elsif slot > moment + make_interval(secs => longest_wait) then
        verdict := 'NOT_YET';
    -- A dead hub's calls count until their leases end: the target may well be busy with them still.
    elsif concurrency <= (select count(*) from delivery d
                          where d.authority_id = for_authority and d.connector = for_connector
                            and d.state = 'SENDING' and d.lease_until > moment) then
        verdict := 'BUSY';
    else
        update delivery d
        set state = 'SENDING', since = due, attempt = attempt + 1, emitted_at = null,
            lease_until = moment + make_interval(secs => lease)
        where d.id = delivery_id and d.authority_id = for_authority and d.connector = for_connector
          and d.state = 'PENDING' and d.due_at <= due
        returning d.attempt, d.submission_id into number, submission;
        if found then
            verdict := 'TAKEN';
            slot_in := extract(epoch from slot - moment);
            update lane l set next_slot_at = slot + make_interval(secs => gap)
            where l.authority_id = for_authority and l.connector = for_connector;
        else
            verdict := 'GONE';
        end if;
    end if;
    -- What follows in the caller's next transaction is committed to disk, and this before it: nobody calls in between.
    perform set_config('synchronous_commit', 'off', true);
end $$;
comment on function claim_delivery is
    'Takes a delivery for one attempt, if its lane is open, its next slot near and fewer than allowed are under way. Exact over all hubs.';
