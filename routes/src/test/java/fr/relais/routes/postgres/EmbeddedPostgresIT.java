package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresIT {

    private static final String SOMEBODY = "DUPONT-TEST";

    @TempDir
    Path temp;

    @Test
    void keepsDataAndPortFromOneStartToTheNext() throws SQLException {
        int port;
        try (EmbeddedPostgres first = start()) {
            port = first.port();
            Sql.execute(first, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        }
        try (EmbeddedPostgres second = start()) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(Sql.value(second, "SELECT answer FROM kept")).isEqualTo("yes");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "full_page_writes, on",
        "synchronous_commit, on",
        "log_timezone, UTC",
        "server_encoding, UTF8",
        "listen_addresses, 127.0.0.1",
        "is_superuser, off"
    })
    void hasTheSetting(String name, String value) throws SQLException {
        assertThat(Sql.value(shared(), "SELECT current_setting('" + name + "')"))
                .isEqualTo(value);
    }

    @Test
    void sortsByCodePointOnEveryMachine() throws SQLException {
        String locale =
                "SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()";
        assertThat(Sql.value(shared(), locale)).isEqualTo("b C.UTF-8");
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        EmbeddedPostgres server = start();
        try (server) {
            for (String user : new String[] {EmbeddedPostgres.NAME, DataDirectory.SUPERUSER}) {
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> DriverManager.getConnection(server.getJdbcUrl(), user, "guess")
                                .close())
                        .satisfies(refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
            }
        }
    }

    @Test
    void closesItsFilesToOthers() throws IOException {
        try (EmbeddedPostgres server = start()) {
            Path folder = folder();
            assertThat(permissions(folder)).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("data/postgresql.conf"))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("password"))).isEqualTo("rw-------");
            assertThat(permissions(folder.resolve("server.log"))).isEqualTo("rw-------");
            assertThat(server.getPassword()).hasSize(64);
        }
    }

    @Test
    void keepsValuesOutOfLogsAndExceptions() throws Exception {
        try (EmbeddedPostgres server = start()) {
            Sql.execute(server, "CREATE TABLE person (name text PRIMARY KEY, age int)");
            Sql.execute(server, "INSERT INTO person VALUES ('" + SOMEBODY + "', 1)");
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.execute(server, "INSERT INTO person VALUES ('" + SOMEBODY + "', 2)"))
                    .withMessageNotContaining(SOMEBODY);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> Sql.execute(server, "SELECT '" + SOMEBODY + "'::int"));
        }
        assertThat(folder().resolve("server.log"))
                .content()
                .contains("database system is shut down")
                .doesNotContain(SOMEBODY, "INSERT", "person");
    }

    @Test
    void refusesAFolderInUseAndLeavesItsServerAlone() throws SQLException {
        try (EmbeddedPostgres first = start()) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(this::start)
                    .withMessageContaining("another hub uses this folder: " + folder());
            assertThat(Sql.value(first, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void refusesTheFilesOfAnotherMajorVersion() throws IOException {
        start().close();
        Path version = folder().resolve("data/PG_VERSION");
        Files.writeString(version, "17\n");

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("written by PostgreSQL 17")
                .withMessageContaining("Dump it");

        Files.writeString(version, "18\n");
        start().close();
    }

    @Test
    void saysThatThePasswordIsLost() throws IOException {
        start().close();
        Files.delete(folder().resolve("password"));

        assertThatExceptionOfType(StartRefused.class)
                .isThrownBy(this::start)
                .withMessageContaining("Restore " + folder().resolve("password"));
    }

    @Test
    void throwsAwayWhatAnInterruptedCreationLeft() throws IOException {
        Path half = folder().resolve("data.1.new");
        Files.createDirectories(half.resolve("base"));
        start().close();
        assertThat(half).doesNotExist();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder(), TestPostgres.folder());
    }

    private static EmbeddedPostgres shared() {
        return TestPostgres.server();
    }

    private Path folder() {
        return temp.resolve("postgres");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
