package fr.relais.routes.postgres;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The PostgreSQL the hub brings along, in a folder of its own.
 *
 * <p>It has no JVM shutdown hook: that would race Spring's, and the server would go while lanes drain. As a bean the pool
 * depends on, it is closed after the pool, and that after lanes and web have stopped.
 */
final class EmbeddedPostgres implements JdbcConnectionDetails, AutoCloseable {

    static final String NAME = "relais";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int ATTEMPTS = 3;

    private final FolderLock lock;
    private final DataDirectory data;
    private final Postmaster postmaster;
    private final int port;

    private EmbeddedPostgres(FolderLock lock, DataDirectory data, Postmaster postmaster, int port) {
        this.lock = lock;
        this.data = data;
        this.postmaster = postmaster;
        this.port = port;
    }

    static EmbeddedPostgres start(Path folder) {
        return start(folder, folder);
    }

    /** Starts on {@code folder}, with the programs unpacked under {@code shared}. */
    static EmbeddedPostgres start(Path folder, Path shared) {
        try {
            PrivateFiles.createFolder(folder);
            Path home = folder.toRealPath();
            FolderLock lock = FolderLock.on(home);
            try {
                return start(home, shared.toRealPath(), lock);
            } catch (RuntimeException | IOException | SQLException e) {
                lock.close();
                throw e;
            }
        } catch (FileSystemException e) {
            throw new StartRefused(
                    "PostgreSQL cannot use its files: " + e.getMessage(),
                    "Start the hub as the account that owns " + folder
                            + " and see that there is room, or set RELAIS_DATA");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL could not be started in " + folder, e);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL started in " + folder + ", but could not be set up", e);
        }
    }

    private static EmbeddedPostgres start(Path home, Path shared, FolderLock lock) throws IOException, SQLException {
        Binaries binaries = Binaries.unpackedUnder(shared);
        Tools tools = new Tools(binaries, Account.of(home, binaries));
        DataDirectory data = DataDirectory.in(home, tools);
        Postmaster postmaster = new Postmaster(data.path(), tools);
        int port = launch(postmaster, home);
        EmbeddedPostgres started = new EmbeddedPostgres(lock, data, postmaster, port);
        try {
            started.createRoleAndDatabase();
            DurabilityCheck.verify(started);
        } catch (RuntimeException | SQLException e) {
            postmaster.stop();
            throw e;
        }
        LOG.info("PostgreSQL runs in {} on port {}", home, port);
        return started;
    }

    /** More than one attempt: a free port may be taken meanwhile, and a hub killed while starting may have left a late server. */
    private static int launch(Postmaster postmaster, Path home) throws IOException {
        Path log = home.resolve("server.log");
        if (Files.exists(log)) {
            Files.move(log, home.resolve("server.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        KeptPort ports = new KeptPort(home.resolve("port"));
        int port = ports.choose();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            postmaster.settle();
            if (postmaster.start(port, log).succeeded()) {
                return port;
            }
            port = ports.draw();
        }
        postmaster.stop(); // it may only have been slow
        throw new StartRefused("PostgreSQL does not start in " + home, "Read why in " + log);
    }

    /** The hub is no superuser, here as in production: what a migration or a query may do is the same in both. */
    private void createRoleAndDatabase() throws SQLException {
        try (Connection connection = connectAsSuperuser();
                Statement statement = connection.createStatement()) {
            if (isAbsent(statement, "SELECT FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN PASSWORD '" + data.password() + "'");
            }
            if (isAbsent(statement, "SELECT FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean isAbsent(Statement statement, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            return !found.next();
        }
    }

    Connection connectAsSuperuser() throws SQLException {
        return DriverManager.getConnection(url("postgres"), DataDirectory.SUPERUSER, data.password());
    }

    String url(String database) {
        return JdbcUrl.discreet("jdbc:postgresql://127.0.0.1:" + port + "/" + database);
    }

    @Override
    public String getJdbcUrl() {
        return url(NAME);
    }

    @Override
    public String getUsername() {
        return NAME;
    }

    @Override
    public String getPassword() {
        return data.password();
    }

    Postmaster postmaster() {
        return postmaster;
    }

    int port() {
        return port;
    }

    /** Stops the server and waits until it is gone; only then may another hub have the folder. */
    @Override
    public void close() {
        postmaster.stop();
        lock.close();
        LOG.info("PostgreSQL has stopped");
    }
}
