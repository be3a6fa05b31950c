package fr.relais.routes.chaos;

import fr.relais.routes.chaos.Nemesis.Blow;
import fr.relais.routes.chaos.Plan.Strike;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.util.List;

/** A hub that is broken on purpose, and what shows it: the checker is worth what it catches. */
enum Mutant {
    /** Says 202 before anything is kept. */
    PROMISES_BEFORE_IT_COMMITS(
            List.of(new Strike(Blow.KILL, null), new Strike(Blow.KILL, null), new Strike(Blow.KILL, null)),
            "routes/src/main/java/fr/relais/routes/ledger/Ledger.java",
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

    /** Takes a call that got no answer for one that did nothing. */
    RESENDS_BLINDLY(
            List.of(new Strike(Blow.NOTHING, FaultMode.APPLY_THEN_HANG)),
            "connectors/src/main/java/fr/relais/connectors/soap/Breakdown.java",
            "return new Unknown(\"read-timeout\", evidence);",
            "return Failed.later(\"read-timeout\", null, evidence);"),

    /** Lets an attempt that was given up write its outcome all the same. */
    WRITES_WITHOUT_A_FENCE(
            List.of(new Strike(Blow.HOLD_OUTCOMES, FaultMode.BUSINESS_REFUSAL)),
            "routes/src/main/java/fr/relais/routes/ledger/Deliveries.java",
            "where id = :id and attempt = :attempt and state = :from",
            "where id = :id and :attempt >= 0 and :from <> ''"),

    /** Never looks for what a dead hub left behind. */
    SWEEPS_NOTHING(
            List.of(new Strike(Blow.KILL, FaultMode.SLOW)),
            "routes/src/main/java/fr/relais/routes/recovery/Sweeper.java",
            "for (var item : unsettled.lost()) {",
            "for (var item : unsettled.lost().subList(0, 0)) {");

    private final List<Strike> bane;
    private final String source;
    private final List<String> changes;

    /**
     * A mutant.
     *
     * @param bane what a sound hub bears, and this one does not
     * @param changes what is found in the source, and what stands instead, in turn
     */
    Mutant(List<Strike> bane, String source, String... changes) {
        this.bane = bane;
        this.source = source;
        this.changes = List.of(changes);
    }

    List<Strike> bane() {
        return bane;
    }

    void alter(Overlay overlay) throws IOException {
        for (int n = 0; n < changes.size(); n += 2) {
            overlay.alter(source, changes.get(n), changes.get(n + 1));
        }
    }
}
