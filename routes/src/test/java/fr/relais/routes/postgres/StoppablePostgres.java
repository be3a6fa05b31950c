package fr.relais.routes.postgres;

import java.nio.file.Path;

/** A server of a test's own, to take away from under the hub and bring back. */
public final class StoppablePostgres implements AutoCloseable {

    private final Path folder;
    private EmbeddedPostgres server;

    private StoppablePostgres(Path folder) {
        this.folder = folder;
        this.server = EmbeddedPostgres.start(folder, TestPostgres.folder());
    }

    /** Starts a server on the folder; its database is empty. */
    public static StoppablePostgres startedIn(Path folder) {
        return new StoppablePostgres(folder);
    }

    public String url() {
        return server.getJdbcUrl();
    }

    public String username() {
        return server.getUsername();
    }

    public String password() {
        return server.getPassword();
    }

    /** Goes down at once, as in a crash: sessions break, commits stay. */
    public void kill() {
        server.postmaster().stop(Postmaster.Shutdown.IMMEDIATE);
        server.close();
    }

    /** Comes back on the same folder and port. */
    public void restart() {
        String before = server.getJdbcUrl();
        server.close();
        server = EmbeddedPostgres.start(folder, TestPostgres.folder());
        if (!before.equals(server.getJdbcUrl())) {
            throw new IllegalStateException("somebody took the port of " + before);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
