package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A hub as in production: PostgreSQL and Artemis are others', and may fail each by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalPartsIT {

    private static final String SOCIAL_QUEUE = "relais.default.social";
    private static final String FINANCE_QUEUE = "relais.default.finance";

    private Simulators simulators;
    private RunningSystem social;
    private RunningSystem finance;
    private StoppablePostgres postgres;
    private BrokerOnItsOwn broker;
    private HubOnItsOwn hub;
    private Portal portal;

    @BeforeAll
    void start() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "external");
        simulators = Simulators.start(folder.resolve("simulators"), 0);
        social = simulators.system("social");
        finance = simulators.system("finance");
        postgres = StoppablePostgres.startedIn(folder.resolve("postgres"));
        broker = BrokerOnItsOwn.createdIn(folder.resolve("broker"));
        broker.start();
        hub = new HubOnItsOwn(
                folder,
                social,
                finance,
                BrokerOnItsOwn.together(
                        broker.settings(),
                        "--relais.database.url=" + postgres.url(),
                        "--relais.database.username=" + postgres.username(),
                        "--relais.database.password=" + postgres.password()));
        portal = hub.start();
    }

    @AfterAll
    void stop() throws InterruptedException {
        try {
            hub.close();
        } finally {
            broker.close();
            postgres.close();
            simulators.close();
        }
    }

    @Test
    void deliversByTheQueuesOfAnExternalBroker() throws Exception {
        long social = broker.given(SOCIAL_QUEUE);
        long finance = broker.given(FINANCE_QUEUE);
        portal.submit(nominalOf("COURTIER-TEST")).becomes("DELIVERED");
        assertThat(broker.given(SOCIAL_QUEUE)).isEqualTo(social + 1);
        assertThat(broker.given(FINANCE_QUEUE)).isEqualTo(finance + 1);
        assertThat(hub.data().resolve("broker")).doesNotExist();
        assertThat(hub.data().resolve("postgres/data")).doesNotExist();
    }

    /** Pointers are lost with it, calls are on their way; the queue is used again when it is back. */
    @Test
    void losesAndDoublesNothingWhenItsBrokerIsKilledAndUsesItAgain() throws Exception {
        finance.fail(Fault.of(FaultMode.SLOW).after(Duration.ofSeconds(3)));
        var submissions = IntStream.range(0, 12)
                .mapToObj(n -> portal.submit(nominalOf("COURTIER-TUE-TEST-" + (char) ('A' + n))))
                .toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> finance.calls().size() >= 4 && broker.waiting(FINANCE_QUEUE) >= 4);
        broker.killHard();
        finance.recover();
        var meanwhile = portal.submit(nominalOf("SANS-COURTIER-TEST"));
        meanwhile.becomes("DELIVERED");
        for (var submission : submissions) {
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(
                            () -> assertThat(submission.status().path("status").asString())
                                    .isEqualTo("DELIVERED"));
            assertThat(social.records(submission.key(1))).hasSize(1);
            assertThat(finance.records(submission.key(2))).hasSize(1);
        }

        broker.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            portal.submit(nominalOf("COURTIER-REVENU-TEST")).becomes("DELIVERED");
            return broker.given(SOCIAL_QUEUE) > 0 && broker.given(FINANCE_QUEUE) > 0;
        });
    }
}
