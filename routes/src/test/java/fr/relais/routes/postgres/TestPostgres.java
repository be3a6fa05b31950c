package fr.relais.routes.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;

/** One server per test JVM, one database per caller, copied from a migrated template. */
public final class TestPostgres {

    private static final String TEMPLATE = "test_template";
    private static final String BARE = "template1";
    private static final int SLOTS = 16;
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** A fresh database with the hub's tables. */
    public static TestDatabase database() {
        return copyOf(TEMPLATE);
    }

    /** A fresh database without any tables, as a deployment provides it. */
    public static TestDatabase emptyDatabase() {
        return copyOf(BARE);
    }

    private static TestDatabase copyOf(String template) {
        EmbeddedPostgres server = Server.RUNNING;
        String name = "test_" + DATABASES.incrementAndGet();
        try {
            create(server, name, template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(server.url(name), server.getUsername(), server.getPassword());
    }

    /** Spares a hub that will start on this data folder the unpacking of PostgreSQL. */
    public static void lendProgramsTo(Path data) throws IOException {
        Path programs = Binaries.unpackedUnder(folder()).home();
        Path folder = Files.createDirectories(data.resolve("postgres"));
        Files.createSymbolicLink(folder.resolve(programs.getFileName()), programs);
    }

    static EmbeddedPostgres server() {
        return Server.RUNNING;
    }

    /** Where test servers live, and the programs they share. */
    static Path folder() {
        try {
            Path folder = Path.of(System.getProperty("basedir", ""), "target", "postgres");
            return Files.createDirectories(folder).toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Started by the first who asks. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        /** The first folder no other test JVM uses; one left by an earlier run starts faster than a new one. */
        private static EmbeddedPostgres start() {
            StartRefused refusal = null;
            for (int slot = 1; slot <= SLOTS; slot++) {
                try {
                    return prepare(EmbeddedPostgres.start(folder().resolve("server-" + slot), folder()));
                } catch (StartRefused e) {
                    refusal = e;
                }
            }
            throw new IllegalStateException("no folder for a test server", refusal);
        }

        private static EmbeddedPostgres prepare(EmbeddedPostgres server) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop the test server"));
            try {
                dropLeftovers(server);
                create(server, TEMPLATE, BARE);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            Flyway.configure()
                    .dataSource(server.url(TEMPLATE), server.getUsername(), server.getPassword())
                    .load()
                    .migrate();
            return server;
        }

        private static void dropLeftovers(EmbeddedPostgres server) throws SQLException {
            try (Connection connection = server.connectAsSuperuser();
                    Statement statement = connection.createStatement()) {
                List<String> leftovers = new ArrayList<>();
                try (ResultSet rows =
                        statement.executeQuery("SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'")) {
                    while (rows.next()) {
                        leftovers.add(rows.getString(1));
                    }
                }
                for (String leftover : leftovers) {
                    statement.execute("DROP DATABASE " + leftover);
                }
            }
        }
    }

    private static void create(EmbeddedPostgres server, String name, String template) throws SQLException {
        try (Connection connection = server.connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + EmbeddedPostgres.NAME + " TEMPLATE " + template);
        }
    }
}
