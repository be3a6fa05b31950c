package fr.relais.routes.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.SqlTypeValue;
import org.springframework.jdbc.core.StatementCreatorUtils;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/**
 * Sends several statements to the database together: what costs a busy hub most is not what the ledger does but how often it is asked.
 *
 * <p>Each statement sees what those before it did, in the caller's transaction; PostgreSQL's driver sends those of one text, parted by
 * semicolons, at once. When one fails, those behind it don't run, and the transaction is over. What answers much goes last: the driver
 * reads nothing before it has sent all.
 */
final class RoundTrips {

    private final JdbcOperations jdbc;

    /** Its keys are texts of this package, so there are few. */
    private final Map<String, ParsedSql> parsed = new ConcurrentHashMap<>();

    RoundTrips(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** A trip for one statement. */
    <T> T run(Step<T> only) {
        run(List.of(only));
        return only.answer();
    }

    void run(Step<?>... steps) {
        run(Arrays.asList(steps));
    }

    void run(List<? extends Step<?>> steps) {
        if (steps.isEmpty()) {
            return;
        }
        var text = steps.stream()
                .map(step -> NamedParameterUtils.substituteNamedParameters(parsed(step), step.parameters()))
                .collect(Collectors.joining(";\n"));
        jdbc.<Boolean>execute(text, (PreparedStatement statement) -> {
            fill(statement, steps);
            statement.execute();
            read(statement, steps);
            return true;
        });
    }

    private ParsedSql parsed(Step<?> step) {
        return parsed.computeIfAbsent(step.sql(), NamedParameterUtils::parseSqlStatement);
    }

    private void fill(PreparedStatement statement, List<? extends Step<?>> steps) throws SQLException {
        var values = new ArrayList<Object>();
        for (var step : steps) {
            values.addAll(Arrays.asList(NamedParameterUtils.buildValueArray(parsed(step), step.parameters(), null)));
        }
        int index = 0;
        for (var value : values) {
            StatementCreatorUtils.setParameterValue(statement, ++index, SqlTypeValue.TYPE_UNKNOWN, value);
        }
    }

    private static void read(PreparedStatement statement, List<? extends Step<?>> steps) throws SQLException {
        for (var step : steps) {
            step.read(statement);
            statement.getMoreResults();
        }
    }
}
