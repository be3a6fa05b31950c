package fr.relais.routes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.chaos.Mutant.Proof.ByTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code routes/docs/faults.md} says is so: each row names the broken hubs that show its proof can fail. */
class FaultsTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| (F\\d+) \\|.*\\|([^|]*)\\|$");

    @Test
    void eachRowNamesTheMutantsThatStandForIt() throws IOException {
        var named = ROW.matcher(Files.readString(Path.of("docs", "faults.md")))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), FaultsTest::names));
        assertThat(named.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.rangeClosed(1, 20).mapToObj(n -> "F" + n).toList());
        assertThat(named)
                .isEqualTo(Stream.of(Mutant.values())
                        .collect(Collectors.groupingBy(
                                Mutant::row, Collectors.mapping(Mutant::name, Collectors.toSet()))));
    }

    private static Set<String> names(MatchResult row) {
        return Pattern.compile("`([A-Z_]+)`")
                .matcher(row.group(2))
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @EnumSource
    void eachMutantStillFitsTheSourcesAndItsTest(Mutant mutant, @TempDir Path folder) throws Exception {
        var overlay = new Overlay();
        mutant.alter(overlay);
        overlay.into(folder);
        if (mutant.proof() instanceof ByTest(var test)) {
            var name = test.split("#");
            assertThat(Class.forName(name[0]).getDeclaredMethods())
                    .anySatisfy(method -> assertThat(method.getName()).isEqualTo(name[1]));
        }
    }
}
