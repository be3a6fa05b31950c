package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.LaneSettings;
import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Rib;
import fr.relais.mappings.model.Usager;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.routes.testing.TickingClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {

    private static final ConnectorId FINANCE = new ConnectorId("finance");
    private static final LaneSettings LANE = new LaneSettings(
            "Exploitation", 1000, 4, Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(90));

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock();
    private TestDatabase database;
    private JdbcClient jdbc;
    private TransactionTemplate transactions;
    private Vault vault;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = TestPostgres.database();
        jdbc = JdbcClient.create(database.dataSource());
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        vault = Vault.open(folder);
        ledger = hub();
        new Lanes(jdbc, transactions).ensure(Authority.DEFAULT, FINANCE, clock.instant());
        jdbc.sql("insert into teleservice_bundle values (1, 'h', 'essai', '1', '', now())")
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void givesADeliveryToOneHubOnly() throws Exception {
        long delivery = accepted("SEUL-TEST");
        var hubs = List.of(ledger, hub());
        try (var threads = Executors.newFixedThreadPool(16)) {
            var claims = IntStream.range(0, 16)
                    .mapToObj(n -> threads.submit(() -> claim(hubs.get(n % 2), delivery)))
                    .toList();
            int granted = 0;
            for (var claim : claims) {
                granted += claim.get() instanceof ClaimAnswer.Granted ? 1 : 0;
            }
            assertThat(granted).isEqualTo(1);
        }
        assertThat(attempts(delivery)).isEqualTo(1);
    }

    @Test
    void keepsTheOutcomeOfALostLeaseAsEvidenceOnly() {
        long delivery = accepted("CLOTURE-TEST");
        var stale = granted(delivery).item();
        jdbc.sql("update delivery set lease_until = clock_timestamp() - interval '1 second'")
                .update();
        var lost = new Unsettled(jdbc).lost(Authority.DEFAULT, FINANCE);
        assertThat(lost).hasSize(1);
        ledger.settle(lost.getFirst(), DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        ledger.settle(lost.getFirst(), DeliveryState.UNKNOWN, Resolution.surelyNotApplied(clock.instant()));
        var current = granted(delivery).item();

        assertThat(ledger.record(stale, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isFalse();
        assertThat(state(delivery)).isEqualTo("SENDING");
        assertThat(jdbc.sql("select late from attempt where number = 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(ledger.record(current, Resolution.delivered("F2"), "DELIVERED", Evidence.NONE))
                .isTrue();
        assertThat(state(delivery)).isEqualTo("DELIVERED");
    }

    @Test
    void believesALateProofWhereNothingElseIsKnown() {
        long delivery = accepted("TARDIF-TEST");
        var item = granted(delivery).item();
        ledger.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        assertThat(ledger.record(item, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isTrue();
        assertThat(state(delivery)).isEqualTo("DELIVERED");
    }

    @Test
    void burnsNoAttemptOnAClosedLane() {
        long delivery = accepted("FERME-TEST");
        jdbc.sql("update lane set state = 'PAUSED'").update();
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Closed.class);
        assertThat(attempts(delivery)).isZero();
    }

    @Test
    void releasesTheNextOnlyWhenTheFormerIsAtAnEnd() {
        long first = accepted("ORDRE-TEST");
        long second = accepted("ORDRE-TEST");
        assertThat(state(second)).isEqualTo("WAITING");
        ledger.record(granted(first).item(), Resolution.parked("http-401"), "FAILED", Evidence.NONE);
        assertThat(state(second)).isEqualTo("WAITING");
    }

    @Test
    void showsWhichEventOfTheChainWasAltered() {
        accepted("CHAINE-TEST");
        accepted("MAILLON-TEST");
        var sequencer = new Sequencer(jdbc, transactions);
        assertThat(sequencer.advance()).isEqualTo(2);
        assertThat(sequencer.firstBreak()).isNull();
        jdbc.sql("update event set code = 'altered' where position = 2").update();
        assertThat(sequencer.firstBreak()).isEqualTo(2);
    }

    @Test
    void opensNothingThatWasMovedToAnotherOwner() {
        var owner = UUID.randomUUID();
        var sealed = vault.seal(owner, Vault.Kind.BODY, "x".getBytes(StandardCharsets.UTF_8));
        assertThat(vault.unseal(owner, Vault.Kind.BODY, sealed)).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(UUID.randomUUID(), Vault.Kind.BODY, sealed));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(owner, Vault.Kind.DOSSIER, sealed));
    }

    private Ledger hub() {
        return new Ledger(jdbc, transactions, vault, new WorkSignal(), clock, "test");
    }

    /** Accepts a submission of that person with one delivery; its id. */
    private long accepted(String nom) {
        var now = clock.instant();
        var bytes = nom.getBytes(StandardCharsets.UTF_8);
        var key = new IdempotencyKey(
                Authority.DEFAULT,
                "portail-demo",
                "essai",
                UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                bytes);
        var order = vault.hmac("order", bytes);
        ledger.accept(new NewSubmission(
                key,
                null,
                "1",
                "h",
                "portail",
                order,
                now,
                now,
                now.plus(Duration.ofDays(14)),
                now.plus(Duration.ofDays(700)),
                bytes,
                dossier(nom),
                List.of(new NewSubmission.NewDelivery(FINANCE, "changement-rib", IfUnknown.NOT_CONCERNED, order))));
        return jdbc.sql("select max(id) from delivery").query(Long.class).single();
    }

    private static Dossier dossier(String nom) {
        var identite = new Identite(nom, null, List.of("Camille"), new PartialDate("1980-05-17"), null, null, null);
        var day = LocalDate.parse("2026-01-15");
        var rib = new Rib("Camille " + nom, Iban.of("FR7630006000011234567890189"), null);
        return new Dossier(new Usager(identite, null, Assurance.DECLARE), null, day, new ChangementRib(day, rib));
    }

    private ClaimAnswer claim(Ledger hub, long delivery) {
        return hub.claim(Authority.DEFAULT, FINANCE, delivery, LANE, LaneState.RUNNING);
    }

    private Claim granted(long delivery) {
        return ((ClaimAnswer.Granted) claim(ledger, delivery)).claim();
    }

    private String state(long delivery) {
        return jdbc.sql("select state from delivery where id = :id")
                .param("id", delivery)
                .query(String.class)
                .single();
    }

    private int attempts(long delivery) {
        return jdbc.sql("select attempt from delivery where id = :id")
                .param("id", delivery)
                .query(Integer.class)
                .single();
    }
}
