package fr.relais.routes.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/**
 * One statement of a {@link RoundTrips round trip}, with what it is given, and its answer once it has run; it runs once.
 *
 * @param <T> what it answers
 */
final class Step<T> {

    /** Reads what a statement has just answered. */
    private interface Reader<T> {

        T read(PreparedStatement statement) throws SQLException;
    }

    private final String sql;
    private final Reader<T> reader;
    private final MapSqlParameterSource parameters = new MapSqlParameterSource();
    private @Nullable T answer;

    private Step(String sql, Reader<T> reader) {
        this.sql = sql;
        this.reader = reader;
    }

    /** One that changes rows, and answers how many. */
    static Step<Integer> update(String sql) {
        return new Step<>(sql, statement -> {
            int changed = statement.getUpdateCount();
            if (changed < 0) {
                throw new IllegalStateException("rows where a count was due");
            }
            return changed;
        });
    }

    /** One that answers rows. */
    static <T> Step<List<T>> rows(String sql, RowMapper<T> mapper) {
        return new Step<>(sql, statement -> {
            try (var rows = statement.getResultSet()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(mapper.mapRow(rows, read.size()));
                }
                return read;
            }
        });
    }

    /** One that answers a row, always. */
    static <T> Step<T> row(String sql, RowMapper<T> mapper) {
        return new Step<>(sql, statement -> {
            try (var rows = statement.getResultSet()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no row where there is always one");
                }
                return mapper.mapRow(rows, 0);
            }
        });
    }

    /** Gives it a value; several of a kind as an array. */
    Step<T> param(String name, @Nullable Object value) {
        if (value instanceof Iterable) {
            throw new IllegalArgumentException(name + " is to be an array");
        }
        parameters.addValue(name, value);
        return this;
    }

    /** What it came to. */
    T answer() {
        if (answer == null) {
            throw new IllegalStateException("it has not run");
        }
        return answer;
    }

    String sql() {
        return sql;
    }

    MapSqlParameterSource parameters() {
        return parameters;
    }

    void read(PreparedStatement statement) throws SQLException {
        answer = reader.read(statement);
    }
}
