package fr.relais.routes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.ledger.Arrears;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No code reaches an engineer that the runbook does not explain. */
class RunbookTest {

    /** Wherever an outcome or a resolution is given its cause. */
    private static final Pattern GIVEN = Pattern.compile(
            "(?:Failed\\.(?:never|later)|Unknown|Declined|Resolution\\.(?:parked|unknown|declined)|Unreachable\\.(?:now|until)"
                    + "|NoSoapAnswer|NoAnswer)\\(\\s*\"([a-z0-9-]+)\"");

    /** Codes that are constants, and those returned by who finds the cause out. */
    private static final Pattern NAMED =
            Pattern.compile("(?:String [A-Z_]+ = |return |\\? |: )\"([a-z]+(?:-[a-z]+)+)\";");

    private static final Set<String> NAMING =
            Set.of("Outcome.java", "Finding.java", "Resolution.java", "Breakdown.java");

    private final Runbook runbook = Runbook.load();

    @Test
    void explainsEveryCodeTheSourcesGive() throws IOException {
        var codes = codes();
        assertThat(codes)
                .as("what the scan finds")
                .hasSizeGreaterThan(35)
                .contains("unfit-dossier", "http-404", "lease-over");
        assertThat(codes)
                .allSatisfy(code -> assertThat(runbook.of(code))
                        .as("routes/src/main/resources/fr/relais/routes/operations/runbook.md lacks \"## %s\"", code)
                        .hasValueSatisfying(entry -> assertThat(entry).contains("Faire")));
    }

    @Test
    void explainsWhatItMeansThatHousekeepingIsBehind() {
        assertThat(Arrears.Task.values())
                .allSatisfy(task -> assertThat(runbook.of(task.code())).isPresent());
    }

    @Test
    void explainsWhatItMeansThatSomethingExpires() {
        assertThat(runbook.of("expiry")).isPresent();
    }

    @Test
    void explainsCodesThatComeOfAQuestionAndThoseOfATeleservice() {
        assertThat(runbook.of("read-http-200-not-soap")).isEqualTo(runbook.of("http-502"));
        assertThat(runbook.of("ask-first-sftp-broken")).isEqualTo(runbook.of("sftp-4"));
        assertThat(runbook.of("read-timeout-no-lookup"))
                .hasValueSatisfying(entry -> assertThat(entry).contains("--non-recue"));
        assertThat(runbook.of("verifier-adresse-a-l-etranger")).isPresent();
        assertThat(runbook.of("nobody-wrote-this")).isEmpty();
    }

    private static Set<String> codes() throws IOException {
        var codes = new TreeSet<String>();
        for (var module : new String[] {"../connectors/src/main/java", "src/main/java"}) {
            try (Stream<Path> files = Files.walk(Path.of(module))) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    var text = Files.readString(file);
                    GIVEN.matcher(text).results().forEach(found -> codes.add(found.group(1)));
                    if (NAMING.contains(file.getFileName().toString())) {
                        NAMED.matcher(text).results().forEach(found -> codes.add(found.group(1)));
                    }
                }
            }
        }
        codes.removeAll(Set.of("read-", "ask-first-", "-no-lookup", "verifier-"));
        Stream.of("http-", "smtp-", "sftp-", "rename-")
                .filter(codes::remove)
                .toList()
                .forEach(family ->
                        codes.add(family + (family.startsWith("sftp") || family.startsWith("rename") ? "4" : "404")));
        return codes;
    }
}
