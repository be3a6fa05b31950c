package fr.relais.routes.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;

/** A migrated database of a test's own. */
public final class TestDatabase implements AutoCloseable {

    private static final int SESSIONS = 32;

    private final HikariDataSource pool = new HikariDataSource();

    TestDatabase(String url, String username, String password) {
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        // Classes of one JVM share a server of 100 sessions: a pool gives back what it no longer uses.
        pool.setMaximumPoolSize(SESSIONS);
        pool.setMinimumIdle(0);
        pool.setIdleTimeout(Duration.ofSeconds(10).toMillis());
    }

    public DataSource dataSource() {
        return pool;
    }

    public String url() {
        return pool.getJdbcUrl();
    }

    public String username() {
        return pool.getUsername();
    }

    public String password() {
        return pool.getPassword();
    }

    /** Ends the sessions; the database itself goes with the next run. Calling it is optional. */
    @Override
    public void close() {
        pool.close();
    }
}
