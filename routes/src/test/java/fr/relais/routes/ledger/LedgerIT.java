package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
import fr.relais.routes.ledger.Settlement.Weight;
import fr.relais.routes.postgres.TestDatabase;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.routes.testing.TickingClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LedgerIT {

    private static final ConnectorId FINANCE = new ConnectorId("finance");
    private static final ConnectorId SOCIAL = new ConnectorId("social");
    private static final LaneSettings LANE = new LaneSettings(
            "Exploitation", 1000, 4, Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(90));

    private static final Resolution DONE = Resolution.delivered("F1");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock();
    private TestDatabase database;
    private JdbcClient jdbc;
    private RoundTrips trips;
    private TransactionTemplate transactions;
    private Vault vault;
    private Settlement settlement;
    private Ledger ledger;

    @BeforeEach
    void open() {
        database = TestPostgres.database();
        jdbc = JdbcClient.create(database.dataSource());
        trips = new RoundTrips(new JdbcTemplate(database.dataSource()));
        transactions = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
        vault = Vault.open(folder);
        settlement = new Settlement(jdbc, trips, transactions, vault, new WorkSignal(), clock, "test");
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
    void claimsNothingOfAnotherLane() {
        long delivery = accepted("AUTRE-VOIE-TEST");
        var social = new ConnectorId("social");
        new Lanes(jdbc, transactions).ensure(Authority.DEFAULT, social, clock.instant());
        assertThat(ledger.claim(Authority.DEFAULT, social, delivery, LANE, LaneState.RUNNING))
                .isInstanceOf(ClaimAnswer.Gone.class);
        assertThat(state(delivery)).isEqualTo("PENDING");
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

    /** Its hub slept: what another may send by now must not look as if it had been sent. */
    @Test
    void beginsNoAttemptWhoseLeaseIsOver() {
        long delivery = accepted("ENDORMI-TEST");
        var moment = new LaneSettings("Exploitation", 1000, 4, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        assertThat(ledger.claim(Authority.DEFAULT, FINANCE, delivery, moment, LaneState.RUNNING))
                .isInstanceOf(ClaimAnswer.Gone.class);
        assertThat(jdbc.sql("select count(*) from attempt").query(Long.class).single())
                .isZero();
        assertThat(submissionStatus()).isEqualTo("RECEIVED");
    }

    @Test
    void keepsTheOutcomeOfALostLeaseAsEvidenceOnly() {
        long delivery = accepted("CLOTURE-TEST");
        var stale = granted(delivery).item();
        jdbc.sql("update delivery set lease_until = clock_timestamp() - interval '1 second'")
                .update();
        var lost = new Unsettled(jdbc).lost();
        assertThat(lost).hasSize(1);
        settlement.settle(lost.getFirst(), DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        settlement.settle(lost.getFirst(), DeliveryState.UNKNOWN, Resolution.maySendAgain(clock.instant()));
        var current = granted(delivery).item();

        assertThat(settlement.record(stale, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isEqualTo(Weight.CONTRADICTION);
        assertThat(operationsHeard("delivery.contradicted")).isTrue();
        assertThat(state(delivery)).isEqualTo("SENDING");
        assertThat(attempts(delivery)).isEqualTo(2);
        assertThat(jdbc.sql("select late from attempt where number = 1")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        assertThat(settlement.record(current, Resolution.delivered("F2"), "DELIVERED", Evidence.NONE))
                .isEqualTo(Weight.DECIDED);
        assertThat(state(delivery)).isEqualTo("DELIVERED");
    }

    @ParameterizedTest
    @MethodSource("sinceThen")
    void believesALateProofWhereNothingElseIsKnown(List<Resolution> since) {
        long delivery = accepted("TARDIF-TEST");
        var item = granted(delivery).item();
        settlement.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        since.forEach(resolution -> settlement.settle(item, DeliveryState.UNKNOWN, resolution));
        assertThat(settlement.record(item, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isEqualTo(Weight.DECIDED);
        assertThat(state(delivery)).isEqualTo("DELIVERED");
    }

    private static List<List<Resolution>> sinceThen() {
        return List.of(
                List.of(),
                List.of(Resolution.maySendAgain(Instant.parse("2026-01-15T09:00:00Z"))),
                List.of(Resolution.parked("time-out-no-lookup")));
    }

    @Test
    void takesALateProofOfWhatALookUpFoundForMereEvidence() {
        long delivery = accepted("CONNU-TEST");
        var item = granted(delivery).item();
        settlement.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        settlement.settle(item, DeliveryState.UNKNOWN, Resolution.delivered("F1"));
        assertThat(settlement.record(item, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isEqualTo(Weight.EVIDENCE);
        assertThat(operationsHeard("delivery.contradicted")).isFalse();
    }

    @Test
    void doesNotTakeALateFailureForAnything() {
        long delivery = accepted("ECHEC-TEST");
        var item = granted(delivery).item();
        settlement.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        settlement.settle(item, DeliveryState.UNKNOWN, Resolution.maySendAgain(clock.instant()));
        assertThat(settlement.record(item, Resolution.declined("late"), "DECLINED", Evidence.NONE))
                .isEqualTo(Weight.EVIDENCE);
        assertThat(state(delivery)).isEqualTo("PENDING");
    }

    @Test
    void letsNoLateProofHideThatThereAreTwoEffects() {
        long delivery = accepted("DOUBLE-TEST");
        var item = granted(delivery).item();
        settlement.settle(item, DeliveryState.SENDING, Resolution.unknown("lease-over", clock.instant()));
        settlement.settle(item, DeliveryState.UNKNOWN, Resolution.parked(Resolution.DUPLICATED));
        assertThat(settlement.record(item, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE))
                .isEqualTo(Weight.CONTRADICTION);
        assertThat(state(delivery)).isEqualTo("PARKED");
    }

    @Test
    void parksADossierThatDoesNotOpenAndGoesOn() {
        long broken = accepted("ILLISIBLE-TEST");
        long next = accepted("SUIVANT-TEST");
        jdbc.sql("""
                        update sealed set bytes = '\\x00' where kind = 'DOSSIER'
                          and owner = (select s.public_id from submission s join delivery d on d.submission_id = s.id
                                       where d.id = :id)
                        """).param("id", broken).update();
        assertThat(claim(ledger, broken)).isInstanceOf(ClaimAnswer.Gone.class);
        assertThat(state(broken)).isEqualTo("PARKED");
        assertThat(claim(ledger, next)).isInstanceOf(ClaimAnswer.Granted.class);
    }

    @Test
    void forgetsASlotDrawnWhileTheDatabasesClockWasWrong() {
        long delivery = accepted("HORLOGE-TEST");
        jdbc.sql("update lane set next_slot_at = clock_timestamp() + interval '1 day'")
                .update();
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Granted.class);
        assertThat(nextSlot()).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
    }

    @Test
    void saysSinceWhenALaneIsClosedWhateverProbesFindMeanwhile() {
        var lanes = new Lanes(jdbc, transactions);
        var longest = Duration.ofMinutes(10);
        for (int call = 0; call < 5; call++) {
            lanes.observe(Authority.DEFAULT, FINANCE, "http-503", clock.instant(), longest);
        }
        var closed = lanes.view(Authority.DEFAULT, FINANCE);
        assertThat(closed.state()).isEqualTo(LaneState.TRIPPED);
        for (int probe = 0; probe < 3; probe++) {
            clock.advance(longest);
            assertThat(lanes.startProbe(Authority.DEFAULT, FINANCE, clock.instant(), LANE.lease()))
                    .isTrue();
            lanes.observe(Authority.DEFAULT, FINANCE, "http-503", clock.instant(), longest);
        }
        assertThat(lanes.view(Authority.DEFAULT, FINANCE).since()).isEqualTo(closed.since());
    }

    @Test
    void takesOverAProbeWhoseHubDied() {
        var lanes = new Lanes(jdbc, transactions);
        jdbc.sql("update lane set state = 'TRIPPED', probe_at = :now")
                .param("now", Sql.at(clock.instant()))
                .update();
        assertThat(lanes.startProbe(Authority.DEFAULT, FINANCE, clock.instant(), LANE.lease()))
                .isTrue();
        assertThat(lanes.startProbe(Authority.DEFAULT, FINANCE, clock.instant(), LANE.lease()))
                .isFalse();
        clock.advance(LANE.lease());
        assertThat(lanes.startProbe(Authority.DEFAULT, FINANCE, clock.instant(), LANE.lease()))
                .isTrue();
    }

    @Test
    void hasNoMoreCallsUnderWayThanTheLaneBearsWhicheverHubMakesThem() {
        var hubs = List.of(ledger, hub());
        var deliveries = IntStream.range(0, LANE.concurrency() + 2)
                .mapToObj(n -> accepted("LARGEUR-TEST-" + n))
                .toList();
        var first = granted(deliveries.getFirst()).item();
        for (int n = 1; n < LANE.concurrency(); n++) {
            assertThat(claim(hubs.get(n % 2), deliveries.get(n))).isInstanceOf(ClaimAnswer.Granted.class);
        }
        assertThat(claim(hubs.get(1), deliveries.getLast())).isInstanceOf(ClaimAnswer.NotYet.class);
        assertThat(attempts(deliveries.getLast())).isZero();

        settlement.record(first, Resolution.delivered("F1"), "DELIVERED", Evidence.NONE);
        assertThat(claim(hubs.get(1), deliveries.getLast())).isInstanceOf(ClaimAnswer.Granted.class);
    }

    @Test
    void tellsThoseDeliveredElsewhereThatALaneWasClosedMeanwhile() {
        ledger.accept(submission("cle", "FERME-TEST", FINANCE, SOCIAL));
        var social = granted(SOCIAL, deliveryAt(SOCIAL));
        settlement.record(social.item(), Resolution.delivered("S1"), "DELIVERED", Evidence.NONE);
        assertThat(submissionStatus()).isEqualTo("IN_PROGRESS");
        var notices = new Notices(jdbc, trips, transactions);
        assertThat(notices.laneClosed(Authority.DEFAULT, FINANCE, clock.instant()))
                .as("the lane is open")
                .isZero();

        jdbc.sql("update lane set state = 'TRIPPED' where connector = 'finance'")
                .update();
        assertThat(notices.laneClosed(Authority.DEFAULT, FINANCE, clock.instant()))
                .isEqualTo(1);
        assertThat(submissionStatus()).isEqualTo("PARTIAL");
        assertThat(notices.laneClosed(Authority.DEFAULT, FINANCE, clock.instant()))
                .isZero();
    }

    @Test
    void tellsOperationsOnceOfWhatTakesTooLong() {
        accepted("LENT-TEST");
        var notices = new Notices(jdbc, trips, transactions);
        assertThat(notices.overdue(clock.instant())).isEmpty();
        clock.advance(Duration.ofDays(3));
        assertThat(notices.overdue(clock.instant())).hasSize(1);
        assertThat(notices.overdue(clock.instant())).isEmpty();
        assertThat(operationsHeard("delivery.overdue")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"TRIPPED", "PAUSED"})
    void burnsNoAttemptOnAClosedLane(LaneState closed) {
        long delivery = accepted("FERME-TEST");
        jdbc.sql("update lane set state = :state").param("state", closed.name()).update();
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Closed.class);
        assertThat(state(delivery)).isEqualTo("PENDING");
        assertThat(attempts(delivery)).isZero();
    }

    @Test
    void burnsNoAttemptOnWhatIsNotDueYet() {
        long delivery = accepted("TOT-TEST");
        var inAnHour = clock.instant().plus(Duration.ofHours(1));
        settlement.record(
                granted(delivery).item(), Resolution.again("http-503", inAnHour, true), "FAILED", Evidence.NONE);
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Gone.class);
        assertThat(state(delivery)).isEqualTo("PENDING");
        assertThat(attempts(delivery)).isEqualTo(1);
        clock.advance(Duration.ofHours(1));
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Granted.class);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void releasesOnlyTheNextWhenTheFormerIsAtAnEnd(Resolution end) {
        long first = accepted("ORDRE-TEST");
        long second = accepted("ORDRE-TEST");
        long third = accepted("ORDRE-TEST");
        assertThat(List.of(state(second), state(third))).containsOnly("WAITING");
        settlement.record(granted(first).item(), end, "ANSWERED", Evidence.NONE);
        assertThat(state(second)).isEqualTo("PENDING");
        assertThat(state(third)).isEqualTo("WAITING");
    }

    private static List<Resolution> ends() {
        return List.of(Resolution.delivered("F1"), Resolution.declined("refused"), Resolution.notConcerned());
    }

    @ParameterizedTest
    @MethodSource("pauses")
    void holdsTheNextBackWhileTheFormerIsOpen(Resolution pause) {
        long first = accepted("ORDRE-TEST");
        long second = accepted("ORDRE-TEST");
        settlement.record(granted(first).item(), pause, "FAILED", Evidence.NONE);
        assertThat(state(second)).isEqualTo("WAITING");
    }

    private static List<Resolution> pauses() {
        var later = Instant.parse("2100-01-01T00:00:00Z");
        return List.of(
                Resolution.parked("http-401"),
                Resolution.unknown("time-out", later),
                Resolution.again("http-503", later, true));
    }

    @Test
    void releasesTheNextWhenAnEngineerResolvesAParkedOne() {
        long first = accepted("ORDRE-TEST");
        long second = accepted("ORDRE-TEST");
        var item = granted(first).item();
        settlement.record(item, Resolution.parked("http-401"), "FAILED", Evidence.NONE);
        assertThat(settlement.settle(item, DeliveryState.PARKED, Resolution.delivered("F1")))
                .isTrue();
        assertThat(state(second)).isEqualTo("PENDING");
    }

    @Test
    void forgetsNoneAcceptedWhileTheFormerComesToAnEnd() throws Exception {
        var former = granted(accepted("ORDRE-TEST")).item();
        duringTheTransactionOf(() -> settlement.record(former, DONE, "DELIVERED", Evidence.NONE), () -> {
            accepted("ORDRE-TEST");
        });
        assertThat(statesInOrder()).containsExactly("DELIVERED", "PENDING");
    }

    @Test
    void forgetsNoneWhoseFormerComesToAnEndWhileItIsAccepted() throws Exception {
        var former = granted(accepted("ORDRE-TEST")).item();
        duringTheTransactionOf(
                () -> accepted("ORDRE-TEST"), () -> settlement.record(former, DONE, "DELIVERED", Evidence.NONE));
        assertThat(statesInOrder()).containsExactly("DELIVERED", "PENDING");
    }

    @Test
    void letsOnlyOneOfTwoAcceptedAtOnceGoFirst() throws Exception {
        duringTheTransactionOf(() -> accepted("ORDRE-TEST"), () -> accepted("ORDRE-TEST"));
        assertThat(statesInOrder()).containsExactly("PENDING", "WAITING");
    }

    @ParameterizedTest
    @MethodSource("endsAndWhatTheyDoToTheNext")
    void keepsTheOrderHoweverAnOutcomeAndTheNextRace(Resolution end, String next) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 60; round++) {
                var person = "COURSE-TEST-" + round;
                var former = granted(accepted(person)).item();
                var start = new CyclicBarrier(2);
                var outcome = threads.submit(() -> {
                    start.await();
                    return settlement.record(former, end, "ANSWERED", Evidence.NONE);
                });
                var acceptance = threads.submit(() -> {
                    start.await();
                    return ledger.accept(submission("cle-" + person, person));
                });
                outcome.get();
                acceptance.get();
                assertThat(state(latest())).as(person).isEqualTo(next);
            }
        }
    }

    private static List<Arguments> endsAndWhatTheyDoToTheNext() {
        return List.of(
                arguments(DONE, "PENDING"),
                arguments(Resolution.again("http-503", Instant.parse("2100-01-01T00:00:00Z"), true), "WAITING"));
    }

    /** Does the other while the first is done and not yet committed; it is, once the other has ended or waits for it. */
    private void duringTheTransactionOf(Runnable first, Runnable other) throws Exception {
        try (var thread = Executors.newSingleThreadExecutor()) {
            var running = transactions.execute(status -> {
                first.run();
                var begun = thread.submit(other);
                await().until(() -> begun.isDone() || somebodyWaitsForALock());
                return begun;
            });
            running.get();
        }
    }

    private boolean somebodyWaitsForALock() {
        return jdbc.sql("""
                        select exists (select from pg_stat_activity
                                       where datname = current_database() and wait_event_type = 'Lock')
                        """).query(Boolean.class).single();
    }

    private List<String> statesInOrder() {
        return jdbc.sql("select state from delivery order by order_seq")
                .query(String.class)
                .list();
    }

    @Test
    void handsOutOldestFirstAndNeverMoreThanAsked() {
        long newest = accepted("RECENT-TEST");
        long oldest = accepted("ANCIEN-TEST");
        long middle = accepted("MOYEN-TEST");
        dueAgo(newest, Duration.ofMinutes(1));
        dueAgo(oldest, Duration.ofMinutes(3));
        dueAgo(middle, Duration.ofMinutes(2));
        assertThat(handedOut(2)).contains(List.of(oldest, middle));
        assertThat(handedOut(2)).isEmpty();
        assertThat(handedOut(3)).contains(List.of(newest));
    }

    /** Ten thousand grants in September must not hold up the thirty requests a year of another téléservice. */
    @Test
    void givesARareTeleserviceItsTurnAmidAFlood() {
        for (int n = 0; n < 8; n++) {
            dueAgo(accepted("FLOT-TEST-" + (char) ('A' + n)), Duration.ofMinutes(10));
        }
        assertThat(handedOut(4)).hasValueSatisfying(flood -> assertThat(flood).hasSize(4));
        long rare = accepted("RARE-TEST");
        long alsoRare = accepted("RARE-AUTRE-TEST");
        jdbc.sql("update delivery set teleservice = 'rare' where id in (:ids)")
                .param("ids", List.of(rare, alsoRare))
                .update();
        assertThat(handedOut(6)).as("before all that waited for longer").contains(List.of(rare, alsoRare));
    }

    @Test
    void givesAHeavierTeleserviceMoreTurns() {
        var light = new ArrayList<Long>();
        for (int n = 0; n < 4; n++) {
            light.add(accepted("LEGER-TEST-" + (char) ('A' + n)));
        }
        var heavy = new ArrayList<Long>();
        for (int n = 0; n < 4; n++) {
            heavy.add(accepted("LOURD-TEST-" + (char) ('A' + n)));
        }
        jdbc.sql("update delivery set teleservice = 'lourd', weight = 3 where id in (:ids)")
                .param("ids", heavy)
                .update();
        assertThat(handedOut(4))
                .hasValueSatisfying(out -> assertThat(out)
                        .containsExactlyInAnyOrder(light.get(0), heavy.get(0), heavy.get(1), heavy.get(2)));
    }

    @Test
    void handsALostPointerOutAgainAfterItsPatience() {
        long delivery = accepted("PERDU-TEST");
        assertThat(handedOut(1)).contains(List.of(delivery));
        clock.advance(PATIENCE.minusSeconds(10));
        assertThat(handedOut(1)).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(handedOut(1)).contains(List.of(delivery));
    }

    @Test
    void paysNothingForADoubledPointer() {
        long delivery = accepted("DOUBLE-TEST");
        granted(delivery);
        var slot = nextSlot();
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.Gone.class);
        assertThat(attempts(delivery)).isEqualTo(1);
        assertThat(nextSlot()).isEqualTo(slot);
    }

    @Test
    void passesNoFasterThanTheLaneAllows() {
        var lanes = new Lanes(jdbc, transactions);
        var before = nextSlot();
        for (int call = 0; call < 5; call++) {
            var wait = lanes.slot(Authority.DEFAULT, FINANCE, Duration.ofMillis(102));
            assertThat(wait).isPresent();
            var after = nextSlot();
            assertThat(Duration.between(before, after)).isGreaterThanOrEqualTo(Duration.ofMillis(102));
            before = after;
        }
        granted(accepted("ALLURE-TEST"));
        assertThat(Duration.between(before, nextSlot())).isGreaterThanOrEqualTo(LANE.gap());
    }

    @Test
    void burnsNoAttemptOnAFullLane() {
        long delivery = accepted("PLEIN-TEST");
        jdbc.sql("update lane set next_slot_at = clock_timestamp() + interval '2900 milliseconds'")
                .update();
        assertThat(claim(ledger, delivery)).isInstanceOf(ClaimAnswer.NotYet.class);
        assertThat(attempts(delivery)).isZero();
        assertThat(state(delivery)).isEqualTo("PENDING");
    }

    @Test
    void answersTheSameKeyAndContentAsTheFirstTime() {
        var first = (Acceptance.Accepted) ledger.accept(submission("cle", "MEME-TEST"));
        var again = (Acceptance.Accepted) hub().accept(submission("cle", "MEME-TEST"));
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertThat(ledger.accept(submission("cle", "AUTRE-TEST"))).isInstanceOf(Acceptance.KeyReused.class);
        assertThat(jdbc.sql("select count(*) from delivery")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
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
    void refusesToWorkWithOtherKeysThanTheLedgerIsSealedWith(@TempDir Path elsewhere) {
        new VaultCheck(jdbc, vault);
        new VaultCheck(jdbc, Vault.open(folder));
        assertThatIllegalStateException()
                .isThrownBy(() -> new VaultCheck(jdbc, Vault.open(elsewhere)))
                .withMessageContaining("vault-keyset.json");
    }

    @Test
    void givesAnotherDossierToWhatIsParkedAndToWhatWaitsBehindIt() {
        var social = new ConnectorId("social");
        ledger.accept(submission("refait", "ABIME-TEST", FINANCE, social));
        long waiting = deliveryAt(social);
        jdbc.sql("update delivery set state = 'WAITING', waits_for = 'DELIVERY', after_ordinal = 1 where id = :id")
                .param("id", waiting)
                .update();
        var item = granted(deliveryAt(FINANCE)).item();
        assertThat(settlement.remap(item, dossier("REFAIT-TEST"), null))
                .as("under way")
                .isFalse();
        settlement.record(item, Resolution.parked("unfit-dossier"), "FAILED", Evidence.NONE);

        assertThat(settlement.remap(item, dossier("REFAIT-TEST"), "a-voir")).isTrue();
        assertThat(jdbc.sql("select cause from delivery where id = :id")
                        .param("id", item.deliveryId())
                        .query(String.class)
                        .single())
                .isEqualTo("verifier-a-voir");
        settlement.replay(item, DeliveryState.PARKED, false);
        var again = granted(item.deliveryId());
        assertThat(again.dossier().usager().identite().nomNaissance()).isEqualTo("REFAIT-TEST");
        settlement.record(again.item(), DONE, "DELIVERED", Evidence.NONE);
        assertThat(granted(social, waiting).dossier().usager().identite().nomNaissance())
                .isEqualTo("REFAIT-TEST");
    }

    @Test
    void givesNoOtherDossierToWhatMayHaveBeenApplied() {
        var item = granted(accepted("PEUT-ETRE-TEST")).item();
        settlement.record(item, Resolution.unknown("read-timeout", clock.instant()), "UNKNOWN", Evidence.NONE);
        settlement.settle(item, DeliveryState.UNKNOWN, Resolution.parked("deadline"));
        assertThat(settlement.remap(item, dossier("REFAIT-TEST"), null)).isFalse();
        assertThat(jdbc.sql("select count(*) from sealed where kind = 'DOSSIER'")
                        .query(Integer.class)
                        .single())
                .as("nor is it kept")
                .isEqualTo(1);
    }

    @Test
    void holdsEveryLaneOnceWhenItHasForgottenWhatAHubHasSeen() throws IOException {
        long open = accepted("SAUVEGARDE-TEST");
        long behind = accepted("SAUVEGARDE-TEST");
        long parked = accepted("DE-COTE-TEST");
        settlement.record(granted(parked).item(), Resolution.parked("http-400"), "FAILED", Evidence.NONE);
        Files.writeString(folder.resolve("last-event-seen"), "3 77 1 1796000000.000000"); // another's number by now

        restoreCheck(false);
        assertThat(laneState()).isEqualTo("PAUSED");
        assertThat(claim(ledger, open)).isInstanceOf(ClaimAnswer.Closed.class);
        try (var files = Files.list(folder)) {
            var list = files.filter(file -> file.getFileName().toString().startsWith("restored-"))
                    .toList();
            assertThat(list).hasSize(1);
            assertThat(Files.readString(list.getFirst()))
                    .contains("/1;finance;changement-rib;PENDING\n", ";WAITING\n", ";PARKED\n");
        }

        jdbc.sql("update lane set state = 'RUNNING'").update();
        restoreCheck(false);
        assertThat(laneState()).as("noticed once").isEqualTo("RUNNING");
        assertThat(granted(open).item().attempt())
                .as("not the first, so it asks")
                .isEqualTo(2);
        assertThat(attempts(behind)).isEqualTo(1);
        assertThat(jdbc.sql("select sent_until is not null from delivery where id = :id")
                        .param("id", parked)
                        .query(Boolean.class)
                        .single())
                .as("a replay asks first")
                .isTrue();
    }

    @Test
    void leavesLanesAloneWhileItRemembersAllAHubHasSeen() throws IOException {
        accepted("SANS-SAUVEGARDE-TEST");
        restoreCheck(false).remember();
        assertThat(folder.resolve("last-event-seen")).isNotEmptyFile();
        restoreCheck(false);
        assertThat(laneState()).isEqualTo("RUNNING");
        restoreCheck(true);
        assertThat(laneState()).as("somebody knows better").isEqualTo("PAUSED");
    }

    private RestoreCheck restoreCheck(boolean said) {
        return new RestoreCheck(jdbc, transactions, folder, said, clock);
    }

    private String laneState() {
        return jdbc.sql("select state from lane").query(String.class).single();
    }

    /** One of two hubs, or the machine of both, an hour wrong: an hour late, what is due is late, too. */
    @ParameterizedTest
    @ValueSource(longs = {1, -1})
    void keepsALeaseWhateverTheClockOfItsHub(long hours) {
        clock.advance(Duration.ofHours(hours));
        long delivery = accepted("HORLOGE-TEST");
        granted(delivery);
        assertThat(new Unsettled(jdbc).lost()).isEmpty();
        clock.advance(Duration.ofHours(-2 * hours));
        assertThat(new Unsettled(jdbc).lost()).isEmpty();
        jdbc.sql("update delivery set lease_until = clock_timestamp() - interval '1 second'")
                .update();
        assertThat(new Unsettled(jdbc).lost()).hasSize(1);
    }

    @Test
    void opensNothingThatWasMovedToAnotherOwner() {
        var owner = UUID.randomUUID();
        var sealed = vault.seal(owner, Vault.Kind.BODY, "x".getBytes(StandardCharsets.UTF_8));
        assertThat(vault.unseal(owner, Vault.Kind.BODY, sealed)).isEqualTo("x".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(UUID.randomUUID(), Vault.Kind.BODY, sealed));
        assertThatIllegalStateException().isThrownBy(() -> vault.unseal(owner, Vault.Kind.DOSSIER, sealed));
    }

    @Test
    void asksTheRarerTheLongerADecisionTakes() {
        long delivery = accepted("DECISION-TEST");
        jdbc.sql("update delivery set decides = true where id = :id")
                .param("id", delivery)
                .update();
        settlement.record(granted(delivery).item(), DONE, "DELIVERED", Evidence.NONE);
        assertThat(isAsked()).as("at once").isTrue();
        clock.advance(Duration.ofMinutes(14));
        assertThat(isAsked()).isFalse();
        clock.advance(Duration.ofDays(20));
        assertThat(isAsked()).isTrue();
        clock.advance(Duration.ofHours(23));
        assertThat(isAsked()).isFalse();
        clock.advance(Duration.ofHours(2));
        assertThat(isAsked()).isTrue();
    }

    private boolean isAsked() {
        var now = clock.instant();
        return new Undecided(jdbc)
                .take(Authority.DEFAULT, FINANCE, now, now.plus(Duration.ofMinutes(15)))
                .isPresent();
    }

    private Ledger hub() {
        return new Ledger(jdbc, trips, transactions, vault, new WorkSignal(), settlement, clock, "test");
    }

    /** Accepts a submission of that person with one delivery; its id. */
    private long accepted(String nom) {
        ledger.accept(submission(UUID.randomUUID().toString(), nom));
        return latest();
    }

    private long latest() {
        return jdbc.sql("select max(id) from delivery").query(Long.class).single();
    }

    private boolean operationsHeard(String kind) {
        return jdbc.sql("select exists (select from event where kind = :kind and visibility = 'OPERATIONS')")
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    private long deliveryAt(ConnectorId connector) {
        return jdbc.sql("select max(id) from delivery where connector = :connector")
                .param("connector", connector.value())
                .query(Long.class)
                .single();
    }

    private String submissionStatus() {
        return jdbc.sql("select status from submission").query(String.class).single();
    }

    private NewSubmission submission(String header, String nom) {
        return submission(header, nom, FINANCE);
    }

    private NewSubmission submission(String header, String nom, ConnectorId... targets) {
        var now = clock.instant();
        var bytes = nom.getBytes(StandardCharsets.UTF_8);
        var key = new IdempotencyKey(
                Authority.DEFAULT, "portail-demo", "essai", header.getBytes(StandardCharsets.UTF_8), bytes);
        var order = vault.hmac("order", bytes);
        return new NewSubmission(
                key,
                null,
                "1",
                "h",
                "portail",
                order,
                now,
                now,
                now.plus(Duration.ofDays(3)),
                now.plus(Duration.ofDays(14)),
                now.plus(Duration.ofDays(700)),
                bytes,
                dossier(nom),
                List.of(),
                List.of(),
                Stream.of(targets)
                        .map(target -> new NewSubmission.NewDelivery(
                                target,
                                "changement-rib",
                                IfUnknown.NOT_CONCERNED,
                                order,
                                List.of("usager.identite", "demarche.rib")))
                        .toList());
    }

    private static Dossier dossier(String nom) {
        var identite = new Identite(nom, null, List.of("Camille"), new PartialDate("1980-05-17"), null, null, null);
        var day = LocalDate.parse("2026-01-15");
        var rib = new Rib("Camille " + nom, Iban.of("FR7630006000011234567890189"), null);
        return Dossier.of(new Usager(identite, null, Assurance.DECLARE), day, new ChangementRib(day, rib));
    }

    private Optional<List<Long>> handedOut(int most) {
        return new Outbox(jdbc, transactions)
                .take(Authority.DEFAULT, FINANCE, LaneState.RUNNING, most, PATIENCE, clock.instant());
    }

    private void dueAgo(long delivery, Duration ago) {
        jdbc.sql("update delivery set due_at = :due where id = :id")
                .param("due", Sql.at(clock.instant().minus(ago)))
                .param("id", delivery)
                .update();
    }

    private Instant nextSlot() {
        return jdbc.sql("select greatest(next_slot_at, '2000-01-01Z') as slot from lane")
                .query((row, number) -> Sql.instant(row, "slot"))
                .single();
    }

    private ClaimAnswer claim(Ledger hub, long delivery) {
        return hub.claim(Authority.DEFAULT, FINANCE, delivery, LANE, LaneState.RUNNING);
    }

    private Claim granted(ConnectorId connector, long delivery) {
        new Lanes(jdbc, transactions).ensure(Authority.DEFAULT, connector, clock.instant());
        return ((ClaimAnswer.Granted) ledger.claim(Authority.DEFAULT, connector, delivery, LANE, LaneState.RUNNING))
                .claim();
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
