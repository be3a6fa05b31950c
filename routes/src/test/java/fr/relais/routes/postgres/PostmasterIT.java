package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmasterIT {

    @TempDir
    Path temp;

    @Test
    void recoversAfterItsServerWasKilled() throws SQLException {
        EmbeddedPostgres first = start();
        Sql.execute(first, "CREATE TABLE kept AS SELECT 'yes' AS answer");
        ProcessHandle server = first.postmaster().server().orElseThrow();
        server.destroyForcibly();
        assertThat(Wait.until(() -> first.postmaster().server().isEmpty(), HubProcess.PATIENCE))
                .isTrue();
        first.close();

        try (EmbeddedPostgres second = start()) {
            assertThat(Sql.value(second, "SELECT answer FROM kept")).isEqualTo("yes");
        }
    }

    @Test
    void forgetsThePidOfAStrangerAndLeavesHimAlone() throws Exception {
        start().close();
        Process stranger = new ProcessBuilder("cat").start();
        try {
            Files.writeString(pidFile(), stranger.pid() + "\n");
            start().close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroy();
        }
    }

    @Test
    void leavesTheServerOfAnotherFolderAlone() throws Exception {
        start().close();
        try (EmbeddedPostgres other = EmbeddedPostgres.start(temp.resolve("other"), TestPostgres.folder())) {
            long pid = other.postmaster().server().orElseThrow().pid();
            Files.writeString(pidFile(), pid + "\n");
            start().close();
            assertThat(Sql.value(other, "SELECT 1")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "nonsense", "4194303"})
    void startsOverAPidFileThatNamesNobody(String content) throws IOException {
        start().close();
        Files.writeString(pidFile(), content + "\n");
        start().close();
    }

    @Test
    void leavesNothingRunning() {
        EmbeddedPostgres server = start();
        ProcessHandle process = server.postmaster().server().orElseThrow();
        server.close();
        assertThat(process.isAlive() && process.info().command().isPresent()).isFalse();
        assertThat(pidFile()).doesNotExist();
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(folder(), TestPostgres.folder());
    }

    private Path folder() {
        return temp.resolve("postgres");
    }

    private Path pidFile() {
        return folder().resolve("data/postmaster.pid");
    }
}
