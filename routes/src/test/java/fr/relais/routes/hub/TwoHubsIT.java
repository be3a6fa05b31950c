package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two hubs, started at once on one empty database, with the same keys and no leader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoHubsIT {

    private static final Duration LEASE = Duration.ofSeconds(34);
    private static final int CONCURRENCY = 2;

    private Simulators simulators;
    private RunningSystem social;
    private RunningSystem finance;
    private TestDatabase database;
    private HubOnItsOwn hub;
    private HubOnItsOwn otherHub;
    private Portal portal;
    private Portal otherPortal;

    @BeforeAll
    void start() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "two");
        simulators = Simulators.start(folder.resolve("simulators"), 0);
        social = simulators.system("social");
        finance = simulators.system("finance");
        database = TestPostgres.emptyDatabase();
        hub = hubIn(folder.resolve("one"));
        otherHub = hubIn(folder.resolve("other"));
        HubOnItsOwn.shareKeys(hub, otherHub);
        hub.launch();
        otherHub.launch();
        portal = hub.serves();
        otherPortal = otherHub.serves();
    }

    private HubOnItsOwn hubIn(Path folder) throws Exception {
        var settings = Stream.of("social", "finance")
                .map(system -> "--relais.connectors." + system)
                .flatMap(system -> Stream.of(
                        system + ".soap.connect-timeout=500ms",
                        system + ".soap.read-timeout=3s",
                        system + ".lane.lease=" + LEASE.toSeconds() + "s",
                        system + ".lane.longest-delay=1s",
                        system + ".lane.settle=38s"));
        var shared = Stream.of(
                "--relais.broker.mode=none",
                "--relais.database.url=" + database.url(),
                "--relais.database.username=" + database.username(),
                "--relais.database.password=" + database.password(),
                "--relais.connectors.finance.lane.concurrency=" + CONCURRENCY);
        return new HubOnItsOwn(
                folder, social, finance, Stream.concat(settings, shared).toArray(String[]::new));
    }

    @BeforeEach
    void allIsWell() {
        simulators.reset();
    }

    @AfterAll
    void stop() throws InterruptedException {
        try {
            hub.close();
            otherHub.close();
        } finally {
            simulators.close();
            database.close();
        }
    }

    @Test
    void deliverOnceWhateverIsSpreadOverThem() throws Exception {
        var submissions = IntStream.range(0, 30)
                .mapToObj(n -> (n % 2 == 0 ? portal : otherPortal).submit(nominalOf(name("REPARTI", n))))
                .toList();
        for (var submission : submissions) {
            otherPortal.resume(submission).becomes("DELIVERED");
            assertThat(portal.resume(submission).status().path("status").asString())
                    .isEqualTo("DELIVERED");
            assertThat(social.records(submission.key(1))).hasSize(1);
            assertThat(finance.records(submission.key(2))).hasSize(1);
        }
        assertThat(social.records()).hasSize(30);
        assertThat(finance.records()).hasSize(30);
        assertThat(List.of(hub.said(), otherHub.said()))
                .as("both took part")
                .allSatisfy(log -> assertThat(log).contains("DELIVERED at"));
    }

    @Test
    void keepOneSubmissionWhenFiftyPostTheSameToBothAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = nominalOf("COURSE-TEST");
        long before = submissions();
        var receipts = new HashSet<String>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(n -> threads.submit(() -> (n % 2 == 0 ? portal : otherPortal).post(body, key)))
                    .toList();
            for (var answer : answers) {
                var response = answer.get();
                assertThat(response.statusCode()).as(response.body()).isIn(202, 409);
                if (response.statusCode() == 202) {
                    receipts.add(response.body());
                }
            }
        }
        receipts.add(portal.post(body, key).body());
        receipts.add(otherPortal.post(body, key).body());
        assertThat(receipts).hasSize(1);
        assertThat(submissions()).isEqualTo(before + 1);
    }

    /** Frozen with one call applied but unanswered, and another still looking for its person; both leases end. */
    @Test
    void takeOverFromAHubThatIsFrozenAndLetItChangeNothingWhenItGoesOn() throws Exception {
        otherHub.freeze();
        social.fail(FaultMode.APPLY_THEN_HANG);
        finance.fail(Fault.of(FaultMode.SLOW).after(Duration.ofSeconds(2)));
        var submission = portal.submit(nominalOf("GELE-TEST"));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !social.records(submission.key(1)).isEmpty()
                        && !finance.calls().isEmpty());
        hub.freeze();
        assertThat(finance.records()).isEmpty();
        otherHub.thaw();
        var seen = otherPortal.resume(submission);
        assertThat(seen.status().path("deliveries").findValuesAsString("state")).containsExactly("SENDING", "SENDING");
        social.recover();
        finance.recover();

        await().atMost(LEASE.plusSeconds(20)).until(() -> seen.state("social").equals("DELIVERED"));
        await().atMost(Duration.ofSeconds(60)).until(() -> finance.calls(submission.key(2), "rechercherOperation") > 0);
        letDoubtsAgeByAMinute();
        seen.becomes("DELIVERED");
        var settled = seen.status();

        hub.thaw();
        await().atMost(Duration.ofSeconds(60)).until(() -> lateOutcomes(submission) == 2);
        assertThat(seen.status()).isEqualTo(settled);
        assertThat(portal.resume(submission).status()).isEqualTo(settled);
        assertThat(social.records(submission.key(1))).hasSize(1);
        assertThat(finance.records(submission.key(2))).hasSize(1);
        assertThat(finance.calls(submission.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
        portal.submit(nominalOf("DEGELE-TEST")).becomes("DELIVERED");
    }

    @Test
    void callASystemNoMoreOftenAtATimeThanItBearsFromBoth() {
        var pause = Duration.ofMillis(1_500);
        finance.fail(Fault.of(FaultMode.SLOW).after(pause));
        var submissions = IntStream.range(0, 8)
                .mapToObj(n -> (n % 2 == 0 ? portal : otherPortal).submit(nominalOf(name("ETROIT", n))))
                .toList();
        await().atMost(Duration.ofSeconds(60)).until(() -> finance.calls().size() > 2 * CONCURRENCY);
        finance.recover();
        var first = finance.calls().getFirst().at();
        var together = finance.calls().stream()
                .filter(call -> call.at().isBefore(first.plus(pause)))
                .toList();
        submissions.forEach(submission -> submission.becomes("DELIVERED"));
        assertThat(together).as("calls at a time").hasSizeLessThanOrEqualTo(CONCURRENCY);
    }

    private static String name(String name, int number) {
        return name + "-TEST-" + (char) ('A' + number / 26) + (char) ('A' + number % 26);
    }

    private long submissions() {
        return jdbc().sql("select count(*) from submission").query(Long.class).single();
    }

    private long lateOutcomes(Portal.Submission submission) {
        return jdbc().sql("""
                        select count(*) from attempt a
                        join delivery d on d.id = a.delivery_id join submission s on s.id = d.submission_id
                        where s.reference = :reference and a.number = 1 and a.late and a.ended_at is not null
                        """)
                .param("reference", submission.reference())
                .query(Long.class)
                .single();
    }

    /** As if the hubs' clock had gone on: they are other processes, whose clock a test can't advance. */
    private void letDoubtsAgeByAMinute() {
        jdbc().sql("""
                        update delivery
                        set due_at = due_at - interval '1 minute', sent_until = sent_until - interval '1 minute',
                            empty_lookup_at = empty_lookup_at - interval '1 minute'
                        where state = 'UNKNOWN'
                        """).update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(database.dataSource());
    }
}
