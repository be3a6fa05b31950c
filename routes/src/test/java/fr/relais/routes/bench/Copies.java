package fr.relais.routes.bench;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes a ledger as full as years would: rows like those of a submission it has, over and over, which no hub can open. */
final class Copies {

    /** Tells the deliveries of copies from real ones. */
    static final String OPERATION = "copie";

    static void make(JdbcClient jdbc, int many) {
        jdbc.sql("""
                with model as (select * from submission order by id limit 1), copy as (
                    insert into submission (authority_id, public_id, reference, portal, portal_reference_key, teleservice,
                        teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                        updated_at, status, last_seq, purge_after, key_hmac)
                    select authority_id, gen_random_uuid(), 'C' || n, portal, sha256(('r' || n)::bytea), teleservice,
                        teleservice_version, bundle_hash, canal, sha256(('p' || n)::bytea), dossier_schema, submitted_at,
                        received_at, updated_at, status, 1, purge_after, sha256(('k' || n)::bytea)
                    from model, generate_series(1, :many) n
                    returning id, public_id, authority_id, portal, teleservice, person_key, key_hmac
                ), key as (
                    insert into idempotency_key
                    select c.authority_id, c.portal, c.teleservice, c.key_hmac, k.content_hmac, c.public_id, k.receipt, k.recorded_at
                    from copy c, (select * from idempotency_key limit 1) k
                ), vault as (
                    insert into sealed (authority_id, owner, kind, bytes)
                    select c.authority_id, c.public_id, s.kind, s.bytes
                    from copy c, model m join sealed s on s.owner = m.public_id
                ), history as (
                    insert into event (authority_id, submission_id, seq, kind, visibility, at, position, hash)
                    select c.authority_id, c.id, 1, 'submission.received', 'PORTAL', now(),
                        (select max(position) from event) + row_number() over (), sha256(c.key_hmac) from copy c
                )
                insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state, since,
                    order_key, order_seq, due_at, deadline_at, alert_at, teleservice, weight)
                select c.authority_id, c.id, 1, 'finance', :operation, 'DECLINE', 'PENDING', now(), c.person_key,
                    nextval('delivery_order'), now(), now() + interval '14 days', now() + interval '3 days', c.teleservice, 1
                from copy c
                """).param("many", many).param("operation", OPERATION).update();
        jdbc.sql("vacuum analyze").update();
    }

    private Copies() {}
}
