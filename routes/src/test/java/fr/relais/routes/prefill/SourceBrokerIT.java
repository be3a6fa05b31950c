package fr.relais.routes.prefill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Fact;
import fr.relais.connectors.FactSource;
import fr.relais.connectors.Question;
import fr.relais.connectors.SourceSettings;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.SourcePaces;
import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How sources are asked by two hubs that share a ledger, and what is spared them. */
@Timeout(60)
class SourceBrokerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Answer ANSWER = new NotFound("37003");

    private TestDatabase database;
    private SourcePaces paces;
    private SourceBroker broker;
    private SourceBroker otherHub;

    @BeforeEach
    void open() {
        database = TestPostgres.database();
        paces = new SourcePaces(JdbcClient.create(database.dataSource()));
        broker = new SourceBroker(paces, new Hops(OpenTelemetry.noop()), new SimpleMeterRegistry());
        otherHub = new SourceBroker(
                new SourcePaces(JdbcClient.create(database.dataSource())),
                new Hops(OpenTelemetry.noop()),
                new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        broker.close();
        otherHub.close();
        database.close();
    }

    @Test
    void asksOnceWhatManyWantToKnowAtATime() throws Exception {
        var answered = new CountDownLatch(1);
        var source = source("source", 1000, call -> answered(answered));
        try (var citizens = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (int citizen = 0; citizen < 20; citizen++) {
                answers.add(citizens.submit(() -> ask(broker, source, "A")));
            }
            var other = citizens.submit(() -> ask(broker, source, "B"));
            await().until(() -> source.calls.get() == 2);
            answered.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(ANSWER);
            }
            assertThat(other.get()).isEqualTo(ANSWER);
        }
        assertThat(source.calls).as("one about A, one about B").hasValue(2);
        ask(broker, source, "A");
        assertThat(source.calls).as("an answer is not kept").hasValue(3);
    }

    @Test
    void asksOnceMoreWhereThatMayHelpAndNeverAThirdTime() {
        var recovering = source("recovering", 1000, call -> call == 1 ? new Unavailable("xx999", true, null) : ANSWER);
        assertThat(ask(broker, recovering, "A")).isEqualTo(ANSWER);
        assertThat(recovering.calls).hasValue(2);

        var broken = source("broken", 1000, call -> new Unavailable("xx999", true, null));
        assertThat(ask(broker, broken, "A")).isInstanceOf(Unavailable.class);
        assertThat(broken.calls).hasValue(2);

        var hopeless = source("hopeless", 1000, call -> Unavailable.because("http-500"));
        assertThat(ask(broker, hopeless, "A")).isEqualTo(Unavailable.because("http-500"));
        assertThat(hopeless.calls).hasValue(1);
    }

    @Test
    void leavesASourceAloneThatBreaksDownAgainAndAgain() {
        var broken = source("broken", 1000, call -> Unavailable.because("http-500"));
        for (int call = 0; call < 5; call++) {
            assertThat(ask(broker, broken, "A")).isEqualTo(Unavailable.because("http-500"));
        }
        assertThat(ask(broker, broken, "A")).isEqualTo(Unavailable.because("breaker"));
        assertThat(broken.calls).hasValue(5);
        assertThat(ask(broker, source("sound", 1000, call -> ANSWER), "A")).isEqualTo(ANSWER);
    }

    /** An expired session of a citizen, or one who is not known, says nothing of the source. */
    @Test
    void blamesNoSourceForWhatIsTheCitizens() {
        var source = source("source", 1000, call -> Unavailable.because(Unavailable.FRANCE_CONNECT));
        for (int call = 0; call < 20; call++) {
            assertThat(ask(broker, source, "A")).isEqualTo(Unavailable.because(Unavailable.FRANCE_CONNECT));
        }
        assertThat(source.calls).hasValue(20);
    }

    @Test
    void obeysOnEveryHubASourceThatAsksToBeLeftAlone() {
        var storm = source(
                "source", 1000, call -> new Unavailable(Unavailable.RATE_LIMITED, false, Duration.ofSeconds(30)));
        assertThat(ask(broker, storm, "A")).isInstanceOf(Unavailable.class);
        var calm = source("source", 1000, call -> ANSWER);
        assertThat(ask(otherHub, calm, "A")).isEqualTo(Unavailable.because("paced"));
        assertThat(ask(broker, calm, "A")).isEqualTo(Unavailable.because("paced"));
        assertThat(calm.calls).hasValue(0);
        assertThat(ask(otherHub, source("another", 1000, call -> ANSWER), "A")).isEqualTo(ANSWER);
    }

    /** Behind one gateway are many: what one of them asks for is not the others' pause. */
    @Test
    void asksTheOthersBehindAGatewayWhenOneOfThemWantsToBeLeftAlone() {
        var gateway = source(
                "source", 1000, call -> call == 1 ? new Unavailable("00501", false, Duration.ofHours(1)) : ANSWER);
        assertThat(ask(broker, gateway, "A")).isInstanceOf(Unavailable.class);
        assertThat(ask(broker, gateway, "A")).isEqualTo(Unavailable.because("breaker"));
        var other = asking(gateway, "other", "A");
        assertThat(broker.ask(List.of(other), PATIENCE).to(other)).isEqualTo(ANSWER);
        assertThat(gateway.calls).hasValue(2);
    }

    /** One credential, twenty calls a second: whoever goes over is shut out for half a day. */
    @Test
    void keepsToItsPaceOverAllHubs() throws Exception {
        var starts = new ArrayList<Long>();
        var source = source("source", 20, call -> {
            synchronized (starts) {
                starts.add(System.nanoTime());
            }
            return ANSWER;
        });
        var answers = new ArrayList<Future<Answer>>();
        try (var citizens = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int citizen = 0; citizen < 100; citizen++) {
                var hub = citizen % 2 == 0 ? broker : otherHub;
                var name = "N" + citizen;
                answers.add(citizens.submit(() -> ask(hub, source, name)));
            }
        }
        assertThat(starts).hasSizeBetween(25, 60);
        for (int first = 0; first + 20 < starts.size(); first++) {
            assertThat(Duration.ofNanos(starts.get(first + 20) - starts.get(first)))
                    .as("from call %d to the twentieth after it", first)
                    .isGreaterThan(
                            Duration.ofMillis(600)); // planned a second or more; threads may start their calls late
        }
        for (var answer : answers) {
            assertThat(answer.get()).isIn(ANSWER, Unavailable.because("paced"), Unavailable.because("deadline"));
        }
    }

    @Test
    void answersAtTheDeadlineWithoutTheOneThatHangs() {
        var never = new CountDownLatch(1);
        var hanging = asking(source("hanging", 1000, call -> answered(never)), "A");
        var sound = asking(source("sound", 1000, call -> ANSWER), "A");
        var answers = broker.ask(List.of(hanging, sound), Duration.ofMillis(500));
        assertThat(answers.to(hanging)).isEqualTo(Unavailable.because("deadline"));
        assertThat(answers.to(sound)).isEqualTo(ANSWER);
        never.countDown();
    }

    @Test
    void outlivesASourceThatThrows() {
        var defect = source("defect", 1000, call -> {
            throw new IllegalStateException("DUPONT-TEST");
        });
        assertThat(ask(broker, defect, "A")).isEqualTo(Unavailable.because("source-defect"));
    }

    private static Answer answered(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
            return ANSWER;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Unavailable.because("interrupted");
        }
    }

    private Answer ask(SourceBroker hub, Scripted source, String name) {
        var asking = asking(source, name);
        return hub.ask(List.of(asking), PATIENCE).to(asking);
    }

    private static Asking asking(Scripted source, String name) {
        return asking(source, "fact", name);
    }

    private static Asking asking(Scripted source, String fact, String name) {
        var person =
                new Identite(name, null, List.of("Test"), new PartialDate("1980-05-17"), Identite.Sexe.F, null, null);
        return new Asking(
                Authority.DEFAULT,
                source,
                new Question(
                        fact, Set.of(), person, Map.of(), null, LocalDate.parse("2026-11-27"), Duration.ofSeconds(1)));
    }

    private Scripted source(String id, int perSecond, IntFunction<Answer> script) {
        paces.ensure(Authority.DEFAULT, new ConnectorId(id));
        return new Scripted(id, perSecond, script);
    }

    /** A source that answers by a script, given the number of the call. */
    private static final class Scripted implements FactSource {

        private final String id;
        private final int perSecond;
        private final IntFunction<Answer> script;
        private final AtomicInteger calls = new AtomicInteger();

        Scripted(String id, int perSecond, IntFunction<Answer> script) {
            this.id = id;
            this.perSecond = perSecond;
            this.script = script;
        }

        @Override
        public ConnectorId id() {
            return new ConnectorId(id);
        }

        @Override
        public Wording name() {
            return new Wording(id, id);
        }

        @Override
        public Map<String, Fact> facts() {
            return Map.of();
        }

        @Override
        public Answer ask(Question question) {
            return script.apply(calls.incrementAndGet());
        }

        @Override
        public SourceSettings source() {
            return new SourceSettings("Test", perSecond, Duration.ofSeconds(1), Duration.ofSeconds(5), null);
        }

        @Override
        public boolean isSimulated() {
            return true;
        }
    }
}
