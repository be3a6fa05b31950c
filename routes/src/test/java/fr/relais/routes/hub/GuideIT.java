package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.testing.Required;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide for portals does what it says: its commands and programs are run as they stand. */
class GuideIT extends HubTest {

    private static final Path GUIDES = Path.of("docs", "guides");
    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    @Test
    void leadsWithCurlAloneFromATokenToAStatus() throws Exception {
        Required.tool("curl");
        var steps = guide();
        var commands =
                blocks(steps.substring(steps.indexOf("## Pas à pas"), steps.indexOf("## Renvoyer sans doubler")), "sh");
        var said = run("sh", "-euc", String.join("\n", commands));
        assertThat(said)
                .contains(
                        "\"notice\"",
                        "\"iban\"",
                        "\"status\":\"RECEIVED\"",
                        "\"timeline\"",
                        "\"next\":",
                        "\"outcome\":\"KNOWN\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portail.sh", "Portail.java", "portail.mjs"})
    void showsEachProgramAsItIs(String program) throws IOException {
        assertThat(blocks(guide(), program.replaceFirst(".*\\.", "").replace("mjs", "js")))
                .contains(Files.readString(GUIDES.resolve("exemples").resolve(program)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh portail.sh", "java Portail.java", "node portail.mjs"})
    void submitsFollowsAndRepeatsWithoutDoubling(String program) throws Exception {
        var words = program.split(" ");
        var tool = words[0].equals("java")
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : words[0];
        if (!words[0].equals("java")) {
            Required.tool(words[0]);
        }
        var file = GUIDES.resolve("exemples").resolve(words[1]).toString();
        var key = UUID.randomUUID().toString();
        var said = run(tool, file, key);
        assertThat(said).contains("Transmise : Le service social et le service finances ont reçu votre demande.");
        assertThat(run(tool, file, key)).as("the same key again").contains(reference(said));
        assertThat(social.records()).hasSize(1);
        assertThat(finance.records()).hasSize(1);
    }

    private static String reference(String said) {
        return said.lines()
                .filter(line -> line.startsWith("reçue"))
                .map(line -> line.replaceFirst(".* : ", ""))
                .collect(Collectors.joining());
    }

    private static String guide() throws IOException {
        return Files.readString(GUIDES.resolve("brancher-un-portail.md"));
    }

    private static List<String> blocks(String text, String language) {
        return Stream.iterate(BLOCK.matcher(text), Matcher::find, matcher -> matcher)
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    private String run(String... command) throws Exception {
        var output = Files.createTempFile("guide", ".out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("RELAIS_URL", portal.address("").toString());
        builder.environment().put("RELAIS_CLIENT", "portail-demo");
        builder.environment()
                .put(
                        "RELAIS_SECRET",
                        Files.readString(data().resolve("demo-secret")).strip());
        var process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
