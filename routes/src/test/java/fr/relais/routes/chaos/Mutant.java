package fr.relais.routes.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A hub that is broken on purpose: one class of it, altered in its source and compiled anew, to stand before the sound one on the class
 * path. Nothing of it is in what ships.
 */
enum Mutant {
    /** Says 202 before anything is kept. */
    PROMISES_BEFORE_IT_COMMITS(
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
            "connectors/src/main/java/fr/relais/connectors/soap/Breakdown.java",
            "return new Unknown(\"read-timeout\", evidence);",
            "return Failed.later(\"read-timeout\", null, evidence);"),

    /** Lets an attempt that was given up write its outcome all the same. */
    WRITES_WITHOUT_A_FENCE(
            "routes/src/main/java/fr/relais/routes/ledger/Deliveries.java",
            "where id = :id and attempt = :attempt and state = :from",
            "where id = :id and :attempt >= 0 and :from <> ''"),

    /** Never looks for what a dead hub left behind. */
    SWEEPS_NOTHING(
            "routes/src/main/java/fr/relais/routes/recovery/Sweeper.java",
            "for (var item : unsettled.lost()) {",
            "for (var item : unsettled.lost().subList(0, 0)) {");

    private final String source;
    private final List<String> changes;

    /** @param changes what is found in the source, and what stands instead, in turn */
    Mutant(String source, String... changes) {
        this.source = source;
        this.changes = List.of(changes);
    }

    /**
     * Compiles it.
     *
     * @return what must come first on the class path
     * @throws IllegalStateException when the source no longer reads as it did: mend the mutant then
     */
    Path into(Path folder) throws IOException {
        var original = Path.of("..").resolve(source);
        var text = Files.readString(original);
        for (int n = 0; n < changes.size(); n += 2) {
            if (!text.contains(changes.get(n))) {
                throw new IllegalStateException(source + " no longer has: " + changes.get(n));
            }
            text = text.replace(changes.get(n), changes.get(n + 1));
        }
        var altered = Files.createDirectories(folder.resolve("source"))
                .resolve(original.getFileName().toString());
        Files.writeString(altered, text);
        var classes = Files.createDirectories(folder.resolve("classes"));
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-proc:none",
                        "-parameters",
                        "-nowarn",
                        altered.toString());
        if (failed != 0) {
            throw new IllegalStateException(this + " does not compile");
        }
        return classes;
    }
}
