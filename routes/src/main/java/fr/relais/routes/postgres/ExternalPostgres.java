package fr.relais.routes.postgres;

import java.sql.SQLException;
import java.util.Objects;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** A PostgreSQL that others run. */
final class ExternalPostgres implements JdbcConnectionDetails {

    private final String url;
    private final String username;
    private final String password;

    private ExternalPostgres(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    static ExternalPostgres at(DatabaseSettings settings) {
        ExternalPostgres database = new ExternalPostgres(
                JdbcUrl.discreet(Objects.requireNonNull(settings.url())),
                Objects.requireNonNull(settings.username()),
                Objects.requireNonNull(settings.password()));
        try {
            DurabilityCheck.verify(database);
        } catch (SQLException e) {
            throw new IllegalStateException("the database at relais.database.url does not answer", e);
        }
        return database;
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public String getUsername() {
        return username;
    }

    @Override
    public String getPassword() {
        return password;
    }
}
