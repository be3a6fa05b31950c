package fr.relais.routes.chaos;

import fr.relais.routes.chaos.Nemesis.Blow;
import fr.relais.routes.chaos.Plan.Strike;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.util.List;

/**
 * A hub that is broken on purpose, and what must notice: a trial under certain blows, or a test. Evidence that can't fail is none.
 *
 * <p>Each stands for a row of {@code routes/docs/faults.md}.
 */
enum Mutant {
    /** Says 202 before anything is kept. */
    PROMISES_BEFORE_IT_COMMITS(
            "F1",
            trial(new Strike(Blow.KILL, null), new Strike(Blow.KILL, null), new Strike(Blow.KILL, null)),
            "ledger/Ledger.java",
            "boolean kept = transactions.execute(status -> {",
            "boolean kept = later(status -> {",
            "    private static byte @Nullable [] utf8(",
            """
                private boolean later(org.springframework.transaction.support.TransactionCallback<Boolean> work) {
                    Thread.ofPlatform().start(() -> {
                        java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
                        transactions.execute(work);
                    });
                    return true;
                }

                private static byte @Nullable [] utf8("""),

    /** Asks about what no attempt was ever made of. */
    DOUBTS_WHAT_WAS_NEVER_BEGUN(
            "F2",
            test("chaos.NamedPointsIT#whatWasLeftBehindIsDeliveredOnceAndDoubtedWhereItMayHaveBeenSent"),
            "ledger/Attempts.java",
            "select exists (select from attempt",
            "select true or exists (select from attempt"),

    /** Hands nothing out twice, whatever became of it. */
    FORGETS_LOST_POINTERS(
            "F3",
            test("hub.CrashIT#losesAndDoublesNothingWhenKilledAndRobbedOfItsBroker"),
            "dispatch/Feed.java",
            "PATIENCE = Duration.ofSeconds(30)",
            "PATIENCE = Duration.ofDays(30)",
            "outbox.recall(lane.authority(), lane.connector().id());",
            ""),

    /** Has no other way than its broker's. */
    STOPS_WITH_ITS_BROKER(
            "F4",
            test("hub.ExternalPartsIT#losesAndDoublesNothingWhenItsBrokerIsKilledAndUsesItAgain"),
            "dispatch/DispatchRoute.java",
            ".doCatch(Exception.class)\n                        .to(ExchangePattern.InOnly, seda(lane.local().name()))",
            ".doCatch(Exception.class)\n                        .log(\"lost\")"),

    /** Takes a ledger that is away for the portal's mistake. */
    BLAMES_ITS_PORTAL(
            "F5",
            test("hub.LedgerAwayIT#promisesNothingWhileTheLedgerIsAwayAndComesBackWithIt"),
            "problems/ProblemAdvice.java",
            "isOurs(failed) ? ofStatus(500) : unavailable()",
            "isOurs(failed) ? ofStatus(500) : ofStatus(400)"),

    /** Takes no notice of a ledger that has no room. */
    PROMISES_WITHOUT_ROOM(
            "F6",
            test("hub.LedgerAwayIT#promisesNothingItsDiskHasNoRoomForAndLosesNothingItHasPromised"),
            "ledger/Ledger.java",
            "} catch (IdempotencyKeys.Busy busy) {",
            """
            } catch (org.springframework.dao.NonTransientDataAccessResourceException
                    | org.springframework.dao.TransientDataAccessResourceException
                    | org.springframework.jdbc.UncategorizedSQLException full) {
                var id = UUID.randomUUID();
                return new Acceptance.Accepted(
                        id,
                        new Receipt(id, Reference.draw(2026), submission.receivedAt(), submission.key().teleservice()).bytes(),
                        false);
            } catch (IdempotencyKeys.Busy busy) {"""),

    /** Takes a call that got no answer for one that did nothing. */
    RESENDS_BLINDLY(
            "F7",
            trial(new Strike(Blow.NOTHING, FaultMode.APPLY_THEN_HANG)),
            "connectors:soap/Breakdown.java",
            "return new Unknown(\"read-timeout\", evidence);",
            "return Failed.later(\"read-timeout\", null, evidence);"),

    /** Burns attempts on a system that is known to be away. */
    CALLS_BEHIND_A_CLOSED_LANE(
            "F8",
            test("ledger.LedgerIT#burnsNoAttemptOnAClosedLane"),
            "resources:db/migration/V8__claim.sql",
            "if held.state is distinct from gate then",
            "if false then"),

    /** Lets a backlog loose on a system as fast as it can. */
    KEEPS_NO_PACE(
            "F9",
            test("ledger.LedgerIT#passesNoFasterThanTheLaneAllows"),
            "resources:db/migration/V8__claim.sql",
            "slot + make_interval(secs => gap)",
            "slot"),

    /** Tries again and again what ends it each time. */
    ENDS_BY_THE_SAME_AGAIN(
            "F10",
            test("recovery.ReconciliationIT#putsAsideWhatEndedEachHubThatTookItUp"),
            "recovery/Reconciliation.java",
            "timesLeftBehind(doubt.item()) < MOST_TIMES_LEFT_BEHIND",
            "timesLeftBehind(doubt.item()) < Integer.MAX_VALUE"),

    /** Lets the second of a person's requests go before the first has. */
    OVERTAKES(
            "F11",
            test("ledger.LedgerIT#holdsTheNextBackWhileTheFormerIsOpen"),
            "ledger/Deliveries.java",
            "when behind then 'WAITING' else 'PENDING' end",
            "when false then 'WAITING' else 'PENDING' end"),

    /** Replays as often as it is asked. */
    REPLAYS_EACH_TIME(
            "F12",
            test("hub.OperationsIT#replaysAParkedDeliveryOnceHoweverOftenItIsAsked"),
            "ledger/Deliveries.java",
            "where id = :id and attempt = :attempt and state = :from",
            "where id = :id and :attempt >= 0 and :from <> ''"),

    /** Takes the same for something new. */
    TAKES_A_KEY_TWICE(
            "F13",
            test("hub.IntakeIT#keepsOneSubmissionWhenFiftyPostTheSameAtOnce"),
            "intake/Reader.java",
            "post.idempotencyKey().getBytes(StandardCharsets.US_ASCII)",
            "java.util.UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII)"),

    /** Has a lease end by its own clock. */
    LEASES_BY_ITS_OWN_CLOCK(
            "F14",
            test("ledger.LedgerIT#keepsALeaseWhateverTheClockOfItsHub"),
            "resources:db/migration/V8__claim.sql",
            "lease_until = moment + ",
            "lease_until = due + "),

    /** Ends without a thought for what is under way. */
    CUTS_OFF_CALLS(
            "F15",
            test("hub.CrashIT#stopsWithoutDoubtsAndWorksOnAtItsSecondStart"),
            "resources:application.yml",
            "shutdown-timeout: 50",
            "shutdown-timeout: 1"),

    /** Sends nothing of a téléservice that was taken away meanwhile. */
    SENDS_ONLY_WHAT_IS_STILL_OFFERED(
            "F16",
            test("hub.ReloadIT#offersANewFolderWithoutAnyRestartAndWithdrawsItWithItsFolder"),
            "ledger/Deliveries.java",
            "and d.lease_until > clock_timestamp()",
            "and d.lease_until > clock_timestamp() and exists (select from teleservice_in_force f"
                    + " where f.teleservice = d.teleservice and f.hash is not null)"),

    /** Believes a restored ledger that nothing was sent. */
    BELIEVES_A_BACKUP(
            "F17",
            test("hub.RestoredIT#givesNobodyAgainWhatAForgottenDayHasGiven"),
            "ledger/RestoreCheck.java",
            "greatest(attempt, 1)",
            "attempt"),

    /** Claims for a pointer what another has claimed. */
    PAYS_FOR_A_DOUBLED_POINTER(
            "F18",
            test("ledger.LedgerIT#paysNothingForADoubledPointer"),
            "resources:db/migration/V8__claim.sql",
            "and d.state = 'PENDING' and d.due_at <= due",
            "and d.due_at <= due"),

    /** Lets an attempt that was given up write its outcome all the same. */
    WRITES_WITHOUT_A_FENCE(
            "F19",
            trial(new Strike(Blow.HOLD_OUTCOMES, FaultMode.BUSINESS_REFUSAL)),
            "ledger/Deliveries.java",
            "where id = :id and attempt = :attempt and state = :from",
            "where id = :id and :attempt >= 0 and :from <> ''"),

    /** Takes pieces of an attachment for whole that no longer are. */
    PASSES_ON_WHAT_WAS_ALTERED(
            "F20",
            test("hub.AttachmentsIT#parksADeliveryWhoseAttachmentIsMissingAPieceOrIsAltered"),
            "ledger/Attachments.java",
            "throw new IOException(\"a piece does not open\", altered);",
            "return new byte[0];",
            "throw new IllegalStateException(\"attachment \" + kept.id() + \" is not what was joined\");",
            ";"),

    /** Never looks for what a dead hub left behind. */
    SWEEPS_NOTHING(
            "F1",
            trial(new Strike(Blow.KILL, FaultMode.SLOW)),
            "recovery/Sweeper.java",
            "for (var item : unsettled.lost()) {",
            "for (var item : unsettled.lost().subList(0, 0)) {");

    /** What must notice. */
    sealed interface Proof {

        /** A trial that deals this, which a sound hub bears. */
        record ByTrial(List<Strike> strikes) implements Proof {}

        /** A test of {@code ./relais test}, which a sound hub passes: its class, and the method behind a hash. */
        record ByTest(String test) implements Proof {}
    }

    private final String row;
    private final Proof proof;
    private final String source;
    private final List<String> changes;

    /**
     * A mutant.
     *
     * @param source below this module's packages; of its resources, or of another module, as the word in front says
     * @param changes what is found in the source, and what stands instead, in turn
     */
    Mutant(String row, Proof proof, String source, String... changes) {
        this.row = row;
        this.proof = proof;
        this.source = source;
        this.changes = List.of(changes);
    }

    private static Proof trial(Strike... strikes) {
        return new Proof.ByTrial(List.of(strikes));
    }

    private static Proof test(String test) {
        return new Proof.ByTest("fr.relais.routes." + test);
    }

    String row() {
        return row;
    }

    Proof proof() {
        return proof;
    }

    void alter(Overlay overlay) throws IOException {
        for (int n = 0; n < changes.size(); n += 2) {
            overlay.alter(source(), changes.get(n), changes.get(n + 1));
        }
    }

    private String source() {
        int colon = source.indexOf(':');
        var path = source.substring(colon + 1);
        return switch (source.substring(0, Math.max(0, colon))) {
            case "resources" -> "routes/src/main/resources/" + path;
            case "connectors" -> "connectors/src/main/java/fr/relais/connectors/" + path;
            default -> "routes/src/main/java/fr/relais/routes/" + path;
        };
    }
}
