package fr.relais.routes.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.LaneSettings;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.DataFolder;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.delivery.DeliverySettings;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneHealth;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.routes.testing.StoppedClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/** One delivery in doubt, in a real ledger, and a back-office that answers look-ups as it is told. */
class ReconciliationIT {

    private static final Instant SENT = Instant.parse("2026-01-15T09:00:00Z");
    private static final Duration SETTLE = Duration.ofSeconds(90);
    private static final Finding NOTHING = new Finding.Nothing(Evidence.NONE);
    private static final Finding NO_ANSWER = new Finding.NoAnswer("http-503", null, Evidence.NONE);

    @TempDir
    private Path folder;

    private final StoppedClock clock = new StoppedClock(SENT);
    private final BackOffice backOffice = new BackOffice();
    private TestDatabase database;
    private JdbcClient jdbc;
    private AnnotationConfigApplicationContext context;
    private Reconciliation.OfLane doubts;

    @BeforeEach
    void open() {
        database = TestPostgres.database();
        jdbc = JdbcClient.create(database.dataSource());
        context = new AnnotationConfigApplicationContext();
        context.registerBean(DataFolder.class, folder.toString());
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(SimpleMeterRegistry.class);
        context.registerBean(Hops.class, () -> new Hops(OpenTelemetry.noop()));
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(database.dataSource()));
        context.registerBean(
                PlatformTransactionManager.class, () -> new DataSourceTransactionManager(database.dataSource()));
        context.registerBean(
                DeliverySettings.class,
                () -> new DeliverySettings(List.of(Duration.ZERO), Duration.ZERO, Duration.ofMinutes(10)));
        context.register(LaneHealth.class, Reconciliation.class);
        context.scan("fr.relais.routes.ledger");
        context.refresh();
        context.getBean(Lanes.class).ensure(Authority.DEFAULT, backOffice.id(), SENT);
        doubts = context.getBean(Reconciliation.class).of(new Lane(Authority.DEFAULT, backOffice));
        oneDoubt();
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"0", "45", "90", "86400"})
    void doesNotBelieveTheFirstEmptyLookUpHoweverLateItComes(long secondsAfterTheSend) {
        lookUp(secondsAfterTheSend, NOTHING);
        assertThat(state()).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "  0,  45, UNKNOWN", // far enough apart, but what was sent may still be applied
        "  0,  89, UNKNOWN",
        "  0,  90, PENDING",
        " 60, 104, UNKNOWN", // late enough, but too close to the first
        " 60, 105, PENDING",
        "200, 244, UNKNOWN",
        "200, 245, PENDING"
    })
    void believesTheSecondEmptyLookUpHalfASettleAfterTheFirstAndAWholeOneAfterTheSend(
            long first, long second, String state) {
        lookUp(first, NOTHING);
        lookUp(second, NOTHING);
        assertThat(state()).isEqualTo(state);
    }

    @Test
    void measuresFromTheFirstEmptyLookUpHoweverManyFollow() {
        lookUp(100, NOTHING);
        lookUp(120, NOTHING);
        lookUp(144, NOTHING);
        assertThat(state()).isEqualTo("UNKNOWN");
        lookUp(145, NOTHING);
        assertThat(state()).isEqualTo("PENDING");
    }

    @Test
    void takesALookUpThatBrokeDownForNone() {
        lookUp(100, NO_ANSWER);
        assertThat(state()).isEqualTo("UNKNOWN");
        lookUp(200, NOTHING);
        assertThat(state()).isEqualTo("UNKNOWN");
        lookUp(230, NO_ANSWER);
        lookUp(300, NOTHING);
        assertThat(state()).isEqualTo("PENDING");
    }

    @Test
    void leavesTheSystemAloneForAsLongAsItAsks() {
        lookUp(100, new Finding.NoAnswer("http-503", Duration.ofHours(1), Evidence.NONE));
        clock.set(SENT.plusSeconds(100 + 3599));
        doubts.settle();
        assertThat(backOffice.lookUps).isEqualTo(1);
        lookUp(100 + 3600, NOTHING);
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void believesAProofAtOnce(Finding proof, String state) {
        lookUp(0, proof);
        assertThat(state()).isEqualTo(state);
    }

    @ParameterizedTest
    @MethodSource("proofs")
    void believesAProofAfterAnEmptyLookUp(Finding proof, String state) {
        lookUp(0, NOTHING);
        lookUp(90, proof);
        assertThat(state()).isEqualTo(state);
    }

    private static List<Arguments> proofs() {
        return List.of(
                arguments(new Finding.Applied("F1", Evidence.NONE), "DELIVERED"),
                arguments(new Finding.Refused("F1", Evidence.NONE), "DECLINED"),
                arguments(new Finding.Duplicated(List.of("F1", "F2"), Evidence.NONE), "PARKED"));
    }

    @ParameterizedTest
    @CsvSource({"NATURAL, PENDING", "NONE, PARKED"})
    void asksNobodyWhereNoLookUpCouldSayMore(RepeatSafety safety, String state) {
        backOffice.safety = safety;
        doubts.settle();
        assertThat(state()).isEqualTo(state);
        assertThat(backOffice.lookUps).isZero();
    }

    @ParameterizedTest
    @CsvSource({"4, PENDING", "5, PARKED"})
    void putsAsideWhatEndedEachHubThatTookItUp(int times, String state) {
        attempts(3, true);
        attempts(times, false);
        lookUp(0, NOTHING);
        lookUp(90, NOTHING);
        assertThat(state()).isEqualTo(state);
        assertThat(jdbc.sql("select sent_until is null from delivery")
                        .query(Boolean.class)
                        .single())
                .as("asked after already: a replay sends it")
                .isTrue();
    }

    private void attempts(int number, boolean ended) {
        jdbc.sql("""
                        insert into attempt (authority_id, delivery_id, connector, number, kind, build, started_at, ended_at, outcome)
                        select 1, id, connector, n, 'SEND', 'essai', now(), case when :ended then now() end, case when :ended then 'FAILED' end
                        from delivery cross join generate_series(1, :number) as n
                        """).param("number", number).param("ended", ended).update();
    }

    @ParameterizedTest
    @CsvSource({"TRIPPED", "PROBING", "PAUSED"})
    void asksNobodyBehindAClosedLane(String closed) {
        jdbc.sql("update lane set state = :state").param("state", closed).update();
        doubts.settle();
        assertThat(state()).isEqualTo("UNKNOWN");
        assertThat(backOffice.lookUps).isZero();
    }

    /** Lets that time come, at which the look-up that is due then must be made. */
    private void lookUp(long secondsAfterTheSend, Finding finding) {
        int before = backOffice.lookUps;
        backOffice.finding = finding;
        clock.set(SENT.plusSeconds(secondsAfterTheSend));
        doubts.settle();
        assertThat(backOffice.lookUps).isEqualTo(before + 1);
    }

    private String state() {
        return jdbc.sql("select state from delivery").query(String.class).single();
    }

    private void oneDoubt() {
        var sent = SENT.atOffset(ZoneOffset.UTC);
        jdbc.sql("insert into teleservice_bundle values (1, 'h', 'essai', '1', '', :sent)")
                .param("sent", sent)
                .update();
        jdbc.sql("""
                        insert into submission (authority_id, public_id, reference, portal, teleservice,
                            teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                            updated_at, status, purge_after, key_hmac)
                        values (1, gen_random_uuid(), 'R26-DOUTE', 'p', 'essai', '1', 'h', 'portail', '', 1,
                            :sent, :sent, :sent, 'IN_PROGRESS', :sent, '')
                        """).param("sent", sent).update();
        jdbc.sql("""
                        insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state,
                            since, due_at, order_key, order_seq, deadline_at, attempt, failures, sent_until, cause, teleservice)
                        select 1, id, 1, 'finance', 'changement-rib', 'DECLINE', 'UNKNOWN',
                            :sent, :sent, decode(md5(''), 'hex'), 1, :sent, 1, 1, :sent, 'time-out', teleservice from submission
                        """).param("sent", sent).update();
    }

    /** Applies nothing; answers what it is told to, and counts. */
    private static final class BackOffice implements Connector, Reconciler {

        private RepeatSafety safety = RepeatSafety.BY_LOOKUP;
        private Finding finding = NOTHING;
        private int lookUps;

        @Override
        public Finding find(DeliveryKey key) {
            assertThat(key).isEqualTo(new DeliveryKey("R26-DOUTE/1"));
            lookUps++;
            return finding;
        }

        @Override
        public ConnectorId id() {
            return new ConnectorId("finance");
        }

        @Override
        public Wording name() {
            return new Wording("finances", "finance");
        }

        @Override
        public LaneSettings lane() {
            return new LaneSettings("Exploitation", 1000, 4, Duration.ofSeconds(45), Duration.ofSeconds(30), SETTLE);
        }

        @Override
        public boolean isSimulated() {
            return true;
        }

        @Override
        public Map<String, RepeatSafety> operations() {
            return Map.of("changement-rib", safety);
        }

        @Override
        public boolean takesAttachments(String operation) {
            return false;
        }

        @Override
        public Prepared prepare(Delivery delivery) {
            throw new AssertionError("a look-up sends nothing");
        }

        @Override
        public String preview(Delivery delivery) {
            throw new AssertionError("a look-up shows nothing");
        }

        @Override
        public Outcome send(Prepared prepared) {
            throw new AssertionError("a look-up sends nothing");
        }
    }
}
