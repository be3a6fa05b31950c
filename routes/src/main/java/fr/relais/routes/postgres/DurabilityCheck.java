package fr.relais.routes.postgres;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A 202 means durable: refuses a database that may forget what it has committed. */
final class DurabilityCheck {

    private static final String VERSION = "server_version_num";
    private static final int OLDEST = 150_000;
    private static final Duration MOST_SKEW = Duration.ofSeconds(2);

    private static final List<Requirement> REQUIREMENTS = List.of(
            new Requirement("fsync", List.of("on"), "in postgresql.conf"),
            new Requirement("full_page_writes", List.of("on"), "in postgresql.conf"),
            new Requirement(
                    "synchronous_commit",
                    List.of("on", "remote_apply"),
                    "in postgresql.conf, and reset it on the role (ALTER ROLE … RESET) and the database (ALTER DATABASE … RESET)"));

    private record Requirement(String setting, List<String> accepted, String where) {

        void check(String value) {
            if (!accepted.contains(value)) {
                throw new StartRefused(
                        "the database's " + setting + " is " + value + ", so it may lose what the hub has acknowledged",
                        "Set " + setting + " = " + String.join(" or ", accepted) + " " + where);
            }
        }
    }

    private DurabilityCheck() {}

    /** Looks at the settings as the hub's own sessions see them: a role or a database may override the server's. */
    static void verify(JdbcConnectionDetails database) throws SQLException {
        Map<String, String> settings = new HashMap<>();
        try (Connection connection =
                DriverManager.getConnection(database.getJdbcUrl(), database.getUsername(), database.getPassword())) {
            settings.put(VERSION, setting(connection, VERSION));
            for (Requirement requirement : REQUIREMENTS) {
                settings.put(requirement.setting(), setting(connection, requirement.setting()));
            }
            verifyClock(Duration.between(Instant.now(), now(connection)));
        }
        verify(settings);
    }

    static void verify(Map<String, String> settings) {
        String version = Objects.requireNonNull(settings.get(VERSION));
        if (Integer.parseInt(version) < OLDEST) {
            throw new StartRefused(
                    "the database's " + VERSION + " is " + version,
                    "Use PostgreSQL 15 or later (" + VERSION + " from " + OLDEST + " on)");
        }
        for (Requirement requirement : REQUIREMENTS) {
            requirement.check(Objects.requireNonNull(settings.get(requirement.setting())));
        }
    }

    /** Hubs on one ledger time look-ups and retries by their own clocks, and leases by the database's. */
    static void verifyClock(Duration ahead) {
        if (ahead.abs().compareTo(MOST_SKEW) > 0) {
            throw new StartRefused(
                    "the database's clock and this machine's are " + ahead.abs().toSeconds() + " s apart",
                    "Set both by the same time server");
        }
    }

    private static Instant now(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet answer = query.executeQuery()) {
            answer.next();
            return answer.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT current_setting(?)")) {
            query.setString(1, name);
            try (ResultSet answer = query.executeQuery()) {
                answer.next();
                return answer.getString(1);
            }
        }
    }
}
