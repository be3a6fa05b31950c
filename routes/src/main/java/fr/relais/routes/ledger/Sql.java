package fr.relais.routes.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Times on their way to and from PostgreSQL, whose driver takes no {@link Instant}. */
final class Sql {

    /**
     * Begins a transaction that need not be on disk when it ends: only for what a crash may forget.
     */
    static final String UNFORCED = "with unforced as (select set_config('synchronous_commit', 'off', true)) ";

    static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static double seconds(Duration span) {
        return span.toNanos() / 1e9;
    }

    private Sql() {}
}
