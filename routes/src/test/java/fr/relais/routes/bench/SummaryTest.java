package fr.relais.routes.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

    @TempDir
    private Path folder;

    @Test
    void listsTheSheetsOwnInTheirOrderAndThenWhateverElseWasMeasured() throws IOException {
        report("console", "console", "R10");
        report("accept", "R2", "R1b", "R1");
        var said = new ByteArrayOutputStream();
        Summary.of(folder).print(new PrintStream(said, true, StandardCharsets.UTF_8));
        assertThat(said.toString(StandardCharsets.UTF_8).strip().lines().map(line -> line.split(" ")[0]))
                .containsExactly("R1", "R1b", "R2", "R10", "console");
    }

    private void report(String name, String... ids) throws IOException {
        var report = new Report(name);
        for (var id : ids) {
            report.metric(id, "essai", 1, Aim.atLeast(1));
        }
        report.write(folder);
    }
}
