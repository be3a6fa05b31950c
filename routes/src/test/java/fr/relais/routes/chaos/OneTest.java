package fr.relais.routes.chaos;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A test by itself, in a process of its own, of a hub some classes of which are others. */
final class OneTest {

    /** What stands before what failed, among all a test says. */
    private static final String FAILED = "FAILED ";

    private static final int LONGEST = 160;

    private static final int RED = 3;
    private static final int NONE = 4;

    /**
     * What came of it.
     *
     * @param said what failed, in a line; empty when it is green
     */
    record Verdict(boolean red, String said) {}

    /** In the child: exit 0 when green, and what failed in a line of its output when not. */
    public static void main(String[] arguments) throws ClassNotFoundException {
        var name = arguments[0].split("#");
        var type = Class.forName(name[0]);
        var method = Stream.of(type.getDeclaredMethods())
                .filter(candidate -> candidate.getName().equals(name[1]))
                .findFirst()
                .orElseThrow();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectMethod(type, method))
                                .build(),
                        listener);
        var summary = listener.getSummary();
        summary.getFailures()
                .forEach(failure -> System.out.println(
                        FAILED + failure.getException().toString().strip().replaceAll("\\s+", " ")));
        System.exit(summary.getTestsFailedCount() > 0 ? RED : summary.getTestsSucceededCount() > 0 ? 0 : NONE);
    }

    /**
     * Runs it, with those classes before the sound ones.
     *
     * @param folder where its output is kept
     * @throws IllegalStateException when nothing ran, for whatever reason
     */
    static Verdict run(String test, Path classes, Path folder) throws IOException, InterruptedException {
        var log = folder.resolve("test.log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classes + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                OneTest.class.getName(),
                test));
        int ended = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (ended != 0 && ended != RED) {
            throw new IllegalStateException("no test ran, see " + log);
        }
        return new Verdict(ended == RED, failure(Files.readString(log)));
    }

    private static String failure(String said) {
        return said.lines()
                .filter(line -> line.startsWith(FAILED))
                .map(line -> line.substring(FAILED.length(), Math.min(line.length(), LONGEST)))
                .findFirst()
                .orElse("");
    }

    private OneTest() {}
}
