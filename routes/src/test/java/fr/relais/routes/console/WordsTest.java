package fr.relais.routes.console;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Finding;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Ruling;
import fr.relais.mappings.teleservice.Definition.Audience;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.EventKind;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.SubmissionStatus;
import fr.relais.routes.watch.Situation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the console says, in both languages. */
class WordsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates/console");
    private static final Pattern KEY = Pattern.compile("#\\{([a-zA-Z0-9.]+)");

    private final Properties french = words("/messages/console.properties");
    private final Properties english = words("/messages/console_en.properties");

    @Test
    void areTheSameInBothLanguages() {
        assertThat(english.stringPropertyNames()).isEqualTo(french.stringPropertyNames());
    }

    @Test
    void areThereForEveryPage() throws IOException {
        var used = new TreeSet<String>();
        try (var pages = Files.list(TEMPLATES)) {
            for (var page : pages.toList()) {
                used.addAll(KEY.matcher(Files.readString(page))
                        .results()
                        .map(MatchResult::group)
                        .map(key -> key.substring(2))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(used).hasSizeGreaterThan(50);
        assertThat(french.stringPropertyNames()).containsAll(used);
    }

    @Test
    void areThereForEveryStateAndOutcome() {
        assertThat(french.stringPropertyNames())
                .containsAll(named("delivery.", DeliveryState.values()))
                .containsAll(named("lane.", LaneState.values()))
                .containsAll(named("short.", LaneState.values()))
                .containsAll(named("status.", SubmissionStatus.values()))
                .containsAll(named("decision.", Ruling.Outcome.values()))
                .containsAll(named("lifecycle.", Lifecycle.values()))
                .containsAll(named("audience.", Audience.values()))
                .containsAll(named("weight.", Situation.Weight.values()))
                .containsAll(Arrays.stream(EventKind.values())
                        .map(kind -> "event." + kind.code())
                        .toList())
                .containsAll(Stream.of(Outcome.class, Finding.class)
                        .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                        .map(type -> "outcome." + type.getSimpleName().toUpperCase(Locale.ROOT))
                        .toList());
    }

    /** Straight ones mean something to the program that puts numbers into sentences. */
    @Test
    void haveCurledApostrophes() {
        Stream.of(french, english)
                .flatMap(words -> words.values().stream())
                .forEach(sentence -> assertThat(sentence.toString()).doesNotContain("'"));
    }

    private static Set<String> named(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name()).collect(Collectors.toSet());
    }

    private static Properties words(String name) {
        var words = new Properties();
        try (var text = new InputStreamReader(WordsTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            words.load(text);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
        return words;
    }
}
