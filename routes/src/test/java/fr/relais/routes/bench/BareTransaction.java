package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What the ledger's transaction costs by itself: as many rows, bytes and indexes as an accepted submission leaves, and a commit.
 *
 * <p>No HTTP, no token, no JSON, no sealing, no order among persons.
 */
final class BareTransaction implements Load {

    private static final int SEALED_BYTES = 600;
    private static final int HMAC_BYTES = 32;
    private static final List<String> TABLES = List.of(
            """
            create table bare_submission (id bigint generated always as identity primary key, public_id uuid not null unique,
                reference text not null unique, portal text not null, person bytea not null, status text not null,
                changed timestamptz not null default now())
            """,
            "create index on bare_submission (portal, changed, id)",
            "create index on bare_submission (person)",
            "create index on bare_submission (changed)",
            """
            create table bare_delivery (id bigint generated always as identity primary key,
                submission bigint not null references bare_submission, target text not null, state text not null,
                due timestamptz not null default now(), order_key bytea not null, unique (submission, target))
            """,
            "create index on bare_delivery (target, due, id) where state = 'PENDING'",
            "create index on bare_delivery (target, order_key, id) where state = 'PENDING'",
            "create table bare_key (portal text, key bytea, receipt bytea not null, primary key (portal, key))",
            "create table bare_sealed (id bigint generated always as identity primary key, owner uuid not null, bytes bytea not null)",
            "create index on bare_sealed (owner)",
            """
            create table bare_event (id bigint generated always as identity primary key, submission bigint not null,
                seq integer not null, kind text not null, at timestamptz not null default now(), unique (submission, seq))
            """);

    private final TestDatabase database;
    private final SecureRandom random = new SecureRandom();

    BareTransaction(TestDatabase database) throws SQLException {
        this.database = database;
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var table : TABLES) {
                statement.execute(table);
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    @Override
    public Client client() throws SQLException {
        return new Writer(connect());
    }

    private byte[] bytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private final class Writer implements Client {

        private final Connection connection;
        private final PreparedStatement submission;
        private final List<PreparedStatement> rest = new ArrayList<>();
        private final PreparedStatement key;
        private final PreparedStatement delivery;
        private final PreparedStatement sealed;
        private final PreparedStatement event;

        Writer(Connection connection) throws SQLException {
            this.connection = connection;
            connection.setAutoCommit(false);
            key = prepared("insert into bare_key values ('portail', ?, ?) on conflict do nothing");
            submission = prepared(
                    "insert into bare_submission (public_id, reference, portal, person, status) values (?, ?, 'portail', ?, 'RECEIVED') returning id");
            sealed = prepared("insert into bare_sealed (owner, bytes) values (?, ?)");
            delivery = prepared(
                    "insert into bare_delivery (submission, target, state, order_key) values (?, ?, 'PENDING', ?)");
            event = prepared("insert into bare_event (submission, seq, kind) values (?, 1, 'received')");
        }

        private PreparedStatement prepared(String sql) throws SQLException {
            var statement = connection.prepareStatement(sql);
            rest.add(statement);
            return statement;
        }

        @Override
        public boolean once() throws SQLException {
            var id = UUID.randomUUID();
            var person = bytes(HMAC_BYTES);
            key.setBytes(1, bytes(HMAC_BYTES));
            key.setBytes(2, id.toString().repeat(10).getBytes(StandardCharsets.US_ASCII));
            key.executeUpdate();
            submission.setObject(1, id);
            submission.setString(2, id.toString());
            submission.setBytes(3, person);
            long number;
            try (var row = submission.executeQuery()) {
                row.next();
                number = row.getLong(1);
            }
            for (int part = 0; part < 3; part++) { // body, dossier, the portal's own reference
                sealed.setObject(1, id);
                sealed.setBytes(2, bytes(part < 2 ? SEALED_BYTES : HMAC_BYTES * 2));
                sealed.executeUpdate();
            }
            for (var target : List.of("social", "finance")) {
                delivery.setLong(1, number);
                delivery.setString(2, target);
                delivery.setBytes(3, person);
                delivery.executeUpdate();
            }
            event.setLong(1, number);
            event.executeUpdate();
            connection.commit();
            return true;
        }

        @Override
        public void close() throws SQLException {
            for (var statement : rest) {
                statement.close();
            }
            connection.close();
        }
    }
}
