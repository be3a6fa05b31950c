package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * What the ledger's transaction costs by itself: the rows of an accepted submission, into the ledger's own tables with all their
 * indexes, in statements prepared once, and a commit.
 *
 * <p>No HTTP, no token, no JSON, no sealing, no order among persons, nobody who numbers the events afterwards.
 */
final class BareTransaction implements Load {

    private static final int HMAC_BYTES = 32;

    private final TestDatabase database;
    private final Sizes sizes;

    BareTransaction(TestDatabase database, Sizes sizes) throws SQLException {
        this.database = database;
        this.sizes = sizes;
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("insert into teleservice_bundle values (1, 'h', 'changement-rib', '1', '', now())");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    @Override
    public Client client() throws SQLException {
        return new Writer(connect());
    }

    private final class Writer implements Client {

        private final SplittableRandom random = new SplittableRandom();
        private final Connection connection;
        private final PreparedStatement key;
        private final PreparedStatement submission;
        private final PreparedStatement sealed;
        private final PreparedStatement delivery;
        private final PreparedStatement event;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            key = connection.prepareStatement(
                    "insert into idempotency_key values (1, 'portail', 'changement-rib', ?, ?, ?, ?, now())");
            submission = connection.prepareStatement("""
                    insert into submission (authority_id, public_id, reference, portal, portal_reference_key, teleservice,
                        teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                        updated_at, status, purge_after, key_hmac, last_seq)
                    values (1, ?, ?, 'portail', ?, 'changement-rib', '1', 'h', 'portail', ?, 1, now(), now(), now(),
                        'RECEIVED', now() + interval '2 years', ?, 1)
                    returning id
                    """);
            sealed = connection.prepareStatement(
                    "insert into sealed (authority_id, owner, kind, bytes) values (1, ?, ?, ?)");
            delivery = connection.prepareStatement("""
                    insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state,
                        since, due_at, order_key, order_seq, alert_at, deadline_at, teleservice)
                    values (1, ?, ?, ?, 'changement-rib', 'NOT_CONCERNED', 'PENDING', now(), now(), ?,
                        nextval('delivery_order'), now() + interval '3 days', now() + interval '14 days',
                        'changement-rib')
                    """);
            event = connection.prepareStatement("""
                    insert into event (authority_id, submission_id, seq, kind, visibility, at)
                    values (1, ?, 1, 'submission.received', 'PORTAL', now())
                    """);
        }

        @Override
        public boolean once() throws SQLException {
            var id = UUID.randomUUID();
            var keyHmac = bytes(HMAC_BYTES);
            var person = bytes(HMAC_BYTES);
            key.setBytes(1, keyHmac);
            key.setBytes(2, bytes(HMAC_BYTES));
            key.setObject(3, id);
            key.setBytes(4, bytes(sizes.receipt()));
            key.executeUpdate();
            long number = submission(id, keyHmac, person);
            seal(id, "BODY", sizes.body());
            seal(id, "DOSSIER", sizes.dossier());
            seal(id, "PORTAL_REFERENCE", sizes.portalReference());
            sealed.executeBatch();
            deliver(number, 1, "social", person);
            deliver(number, 2, "finance", person);
            delivery.executeBatch();
            event.setLong(1, number);
            event.executeUpdate();
            connection.commit();
            return true;
        }

        private long submission(UUID id, byte[] keyHmac, byte[] person) throws SQLException {
            submission.setObject(1, id);
            submission.setString(2, id.toString());
            submission.setBytes(3, bytes(HMAC_BYTES));
            submission.setBytes(4, person);
            submission.setBytes(5, keyHmac);
            try (var row = submission.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }

        private void seal(UUID owner, String kind, int length) throws SQLException {
            sealed.setObject(1, owner);
            sealed.setString(2, kind);
            sealed.setBytes(3, bytes(length));
            sealed.addBatch();
        }

        private void deliver(long number, int ordinal, String target, byte[] person) throws SQLException {
            delivery.setLong(1, number);
            delivery.setInt(2, ordinal);
            delivery.setString(3, target);
            delivery.setBytes(4, person);
            delivery.addBatch();
        }

        private byte[] bytes(int length) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }

        @Override
        public void close() throws SQLException {
            for (var statement : new PreparedStatement[] {key, submission, sealed, delivery, event}) {
                statement.close();
            }
            connection.close();
        }
    }
}
