package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

class CrashIT {

    private Simulators simulators;
    private RunningSystem social;
    private RunningSystem finance;
    private Path folder;
    private HubOnItsOwn hub;

    @BeforeEach
    void startSimulators() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "crash");
        simulators = Simulators.start(folder.resolve("simulators"), 0);
        social = simulators.system("social");
        finance = simulators.system("finance");
    }

    @AfterEach
    void stopAll() throws InterruptedException {
        if (hub != null) {
            hub.close();
        }
        simulators.close();
    }

    /** Killed with one call on its way, one applied without its outcome, and a submission not begun; its broker is lost. */
    @Test
    void losesAndDoublesNothingWhenKilledAndRobbedOfItsBroker() throws Exception {
        hub = new HubOnItsOwn(
                folder,
                social,
                finance,
                "--relais.connectors.social.lane.concurrency=1",
                "--relais.connectors.finance.lane.concurrency=1",
                "--relais.connectors.finance.lane.longest-delay=1s",
                "--relais.connectors.finance.lane.settle=60s",
                "--relais.connectors.social.lane.longest-delay=1s",
                "--relais.connectors.social.lane.settle=60s");
        var portal = hub.start();
        social.fail(Fault.of(FaultMode.SLOW).after(Duration.ofSeconds(8)));
        finance.fail(FaultMode.APPLY_THEN_HANG);
        var underWay = portal.submit(nominalOf("TUE-PENDANT-TEST"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> social.calls(underWay.key(1), "modifierSituation") == 1
                        && !finance.records(underWay.key(2)).isEmpty());
        var accepted = portal.submit(nominalOf("TUE-APRES-TEST"));
        assertThat(accepted.status().path("status").asString()).isEqualTo("RECEIVED");
        hub.killHard();
        assertThat(social.records()).as("applied before the kill").isEmpty();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !social.records(underWay.key(1)).isEmpty());
        assertThat(social.calls()).hasSize(1);
        social.recover();
        finance.recover();
        FileSystemUtils.deleteRecursively(hub.broker());

        var again = hub.start();
        for (var submission : new Portal.Submission[] {again.resume(accepted), again.resume(underWay)}) {
            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(submission.status().path("status").asString())
                                    .isEqualTo("DELIVERED"));
            assertThat(social.records(submission.key(1))).hasSize(1);
            assertThat(finance.records(submission.key(2))).hasSize(1);
        }
    }

    /** The broker's journal is there at the second start: lanes must consume all the same. */
    @Test
    void stopsWithoutDoubtsAndWorksOnAtItsSecondStart() throws Exception {
        hub = new HubOnItsOwn(folder, social, finance);
        var portal = hub.start();
        finance.fail(Fault.of(FaultMode.SLOW).after(Duration.ofSeconds(2)));
        var submissions = new ArrayList<Portal.Submission>();
        for (int i = 0; i < 6; i++) {
            submissions.add(portal.submit(nominalOf("ARRET-TEST-" + "ABCDEF".charAt(i))));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> finance.calls().size() >= 2);
        hub.terminate();
        finance.recover();

        var again = hub.start();
        for (var submission : submissions) {
            var resumed = again.resume(submission);
            resumed.becomes("DELIVERED");
            assertThat(resumed.status().path("timeline").toString()).doesNotContain("uncertain");
            assertThat(finance.records(submission.key(2))).hasSize(1);
        }
    }

    @Test
    void deliversWithoutAnyBroker() throws Exception {
        hub = new HubOnItsOwn(folder, social, finance, "--relais.broker.mode=none");
        hub.start().submit(nominalOf("SANS-COURTIER-TEST")).becomes("DELIVERED");
    }
}
