package fr.relais.routes.bench;

import org.springframework.jdbc.core.simple.JdbcClient;

/** A ledger as after some months: copies of the first submission, most of them passed on, spread over thirty days up to now. */
public final class History {

    /** Each so many of them is put aside, and as many wait in the box of a service. */
    static final int PARKED_EACH = 10;

    public static void make(JdbcClient jdbc, int many) {
        jdbc.sql("""
                with model as (select * from submission order by id limit 1), copy as (
                    insert into submission (authority_id, public_id, reference, portal, portal_reference_key, teleservice,
                        teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                        updated_at, status, final, last_seq, purge_after, key_hmac)
                    select authority_id, gen_random_uuid(), 'C' || n, portal, sha256(('r' || n)::bytea), teleservice,
                        teleservice_version, bundle_hash, canal, sha256(('p' || n)::bytea), dossier_schema,
                        now() - interval '30 days' * n / :many, now() - interval '30 days' * n / :many,
                        now() - interval '30 days' * n / :many,
                        case when n % :each = 0 then 'NEEDS_ATTENTION' else 'DELIVERED' end, n % :each <> 0, 3, purge_after,
                        sha256(('k' || n)::bytea)
                    from model, generate_series(1, :many) n
                    returning id, public_id, authority_id, teleservice, person_key, received_at, status
                ), vault as (
                    insert into sealed (authority_id, owner, kind, bytes)
                    select c.authority_id, c.public_id, s.kind, s.bytes
                    from copy c, model m join sealed s on s.owner = m.public_id
                ), history as (
                    insert into event (authority_id, submission_id, seq, kind, visibility, connector, at, position, hash)
                    select c.authority_id, c.id, k.seq, k.kind, 'PORTAL', k.connector, c.received_at + k.seq * interval '1 second',
                        (select coalesce(max(position), 0) from event) + row_number() over (), sha256(c.person_key)
                    from copy c, (values (1, 'submission.received', null), (2, 'delivery.delivered', 'social'),
                                         (3, 'delivery.delivered', 'finance')) k (seq, kind, connector)
                ), sent as (
                    insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state, cause, since,
                        order_key, order_seq, due_at, deadline_at, attempt, target_reference, teleservice, weight)
                    select c.authority_id, c.id, k.ordinal, k.connector, 'changement-rib', 'DECLINE',
                        case when k.ordinal = 2 and c.status = 'NEEDS_ATTENTION' then 'PARKED' else 'DELIVERED' end,
                        case when k.ordinal = 2 and c.status = 'NEEDS_ATTENTION' then 'unfit-dossier' end,
                        c.received_at + k.ordinal * interval '1 second', c.person_key, nextval('delivery_order'), c.received_at,
                        c.received_at + interval '14 days', 1, 'REF-' || c.id, c.teleservice, 1
                    from copy c, (values (1, 'social'), (2, 'finance'), (3, 'boite')) k (ordinal, connector)
                    where k.ordinal < 3 or c.id % :each = 1
                    returning id, authority_id, connector, state, since
                )
                insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at, ended_at, outcome)
                select authority_id, id, connector, 1, 'SEND', 'bench', since, since + random() * interval '1 second',
                    case state when 'DELIVERED' then 'DELIVERED' else 'FAILED' end
                from sent
                """).param("many", many).param("each", PARKED_EACH).update();
        jdbc.sql("vacuum analyze").update();
    }

    private History() {}
}
