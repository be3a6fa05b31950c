package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class TestPostgresIT {

    @Test
    void keepsDatabasesApart() {
        try (TestDatabase one = TestPostgres.database();
                TestDatabase other = TestPostgres.database()) {
            JdbcClient.create(one.dataSource()).sql("CREATE TABLE mine (n int)").update();
            assertThat(tables(one)).isEqualTo(tables(other) + 1);
        }
    }

    @Test
    void handsOutAMigratedDatabase() {
        try (TestDatabase database = TestPostgres.database()) {
            assertThat(JdbcClient.create(database.dataSource())
                            .sql("SELECT count(*) FROM flyway_schema_history")
                            .query(Integer.class)
                            .single())
                    .isNotNull();
        }
    }

    @Test
    void takesAServerAwayAndBringsItBackWithItsData(@TempDir Path temp) throws SQLException {
        try (StoppablePostgres server = StoppablePostgres.startedIn(temp.resolve("postgres"))) {
            // No pool: one may hand out, unlooked at, a session it was just given back and that broke since.
            JdbcClient client =
                    JdbcClient.create(new DriverManagerDataSource(server.url(), server.username(), server.password()));
            client.sql("CREATE TABLE kept AS SELECT 'yes' AS answer").update();

            server.kill();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection(server.url(), server.username(), server.password())
                            .close());

            server.restart();
            assertThat(client.sql("SELECT answer FROM kept").query(String.class).single())
                    .isEqualTo("yes");
        }
    }

    private static int tables(TestDatabase database) {
        return JdbcClient.create(database.dataSource())
                .sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .query(Integer.class)
                .single();
    }
}
