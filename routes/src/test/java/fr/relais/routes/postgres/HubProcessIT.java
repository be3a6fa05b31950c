package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.testing.Required;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubProcessIT {

    @TempDir
    Path data;

    @BeforeEach
    void spareTheUnpacking() throws IOException {
        TestPostgres.lendProgramsTo(data);
    }

    @AfterEach
    void takeOverWhatIsLeft() {
        takeOver().close();
    }

    @Test
    void refusesAFolderAnotherHubUses() throws IOException {
        try (HubProcess first = HubProcess.on(data).isReady();
                HubProcess second = HubProcess.on(data)) {
            long server = serverPid();

            assertThat(second.ends()).isEqualTo(1);
            assertThat(second.said())
                    .contains("another hub uses this folder: " + folder())
                    .contains("RELAIS_DATA")
                    .doesNotContain("\tat ");
            assertThat(serverPid()).isEqualTo(server);
            assertThat(first.said()).doesNotContain(ChildHub.LOST);

            first.terminate();
            first.says(ChildHub.DRAINED).ends();
        }
    }

    @Test
    void takesOverTheServerOfAKilledHub() throws Exception {
        try (HubProcess hub = HubProcess.on(data).isReady()) {
            hub.killHard();
        }
        ProcessHandle orphan = ProcessHandle.of(serverPid()).orElseThrow();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedPostgres second = takeOver()) {
            assertThat(serverPid()).isNotEqualTo(orphan.pid());
            assertThat(orphan.info().command()).isEmpty();
            assertThat(written(second, 1)).isPositive();
        }
    }

    @Test
    void drainsBeforeItsDatabaseGoes() throws Exception {
        try (HubProcess hub = HubProcess.on(data).isReady()) {
            hub.terminate();
            hub.says(ChildHub.DRAINED).ends();
            assertThat(hub.said()).contains("PostgreSQL has stopped").doesNotContain(ChildHub.LOST);
        }
        assertDrainedAndStopped();
    }

    @Test
    void drainsOnCtrlCToo() throws Exception {
        Required.tool("setsid");
        Required.tool("env");
        // A background job may have been told to ignore the signal; the terminal's foreground group never is.
        try (HubProcess hub =
                HubProcess.on(data, "env", "--default-signal=INT", "setsid").isReady()) {
            hub.interruptWholeGroup();
            hub.says(ChildHub.DRAINED).ends();
            assertThat(hub.said()).contains("PostgreSQL has stopped").doesNotContain(ChildHub.LOST);
        }
        assertDrainedAndStopped();
    }

    @Test
    void leavesNothingRunningWhenStoppedWhileItStarts() throws Exception {
        try (HubProcess hub = HubProcess.on(data)) {
            assertThat(Wait.until(() -> Files.exists(folder().resolve("hub.lock")), HubProcess.PATIENCE))
                    .isTrue();
            hub.terminate();
            hub.ends();
        }
        assertThat(folder().resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void runsForAnOrdinaryUser() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root) {
            Required.tool("unshare");
        }
        try (HubProcess hub = (root ? HubProcess.on(data, "unshare", "--user") : HubProcess.on(data)).isReady()) {
            hub.terminate();
            hub.says(ChildHub.DRAINED).ends();
        }
        assertDrainedAndStopped();
    }

    private void assertDrainedAndStopped() throws SQLException {
        assertThat(folder().resolve("data/postmaster.pid")).doesNotExist();
        try (EmbeddedPostgres second = takeOver()) {
            assertThat(written(second, 1)).isPositive();
            assertThat(written(second, 2)).isEqualTo(1);
        }
    }

    private static int written(EmbeddedPostgres server, int n) throws SQLException {
        return Integer.parseInt(Sql.value(server, "SELECT count(*) FROM written WHERE n = " + n));
    }

    private EmbeddedPostgres takeOver() {
        return EmbeddedPostgres.start(folder());
    }

    private Path folder() {
        return data.resolve("postgres");
    }

    private long serverPid() throws IOException {
        return Long.parseLong(Files.readAllLines(folder().resolve("data/postmaster.pid"))
                .getFirst()
                .strip());
    }
}
