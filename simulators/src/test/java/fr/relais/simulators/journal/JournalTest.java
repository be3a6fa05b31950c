package fr.relais.simulators.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T10:00:00.123456Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void choose() {
        file = folder.resolve("social.jsonl");
    }

    @Test
    void numbersWhatItAppends() {
        try (var journal = new Journal(file, "social", CLOCK)) {
            assertThat(journal.append("op", "K/1", "B", "s").reference()).isEqualTo("SOC-2026-000001");
            assertThat(journal.append("op", "K/1", "B", "s").reference()).isEqualTo("SOC-2026-000002");
            assertThat(journal.under("K/1")).hasSize(2);
            assertThat(journal.under("K/2")).isEmpty();
        }
    }

    @Test
    void reloadsTheSame() {
        Applied applied;
        try (var journal = new Journal(file, "social", CLOCK)) {
            applied = journal.append("op", "K/1", "B", "RIB FR76…0189 (masqué)");
        }
        try (var journal = new Journal(file, "social", CLOCK)) {
            assertThat(journal.all()).containsExactly(applied);
        }
    }

    @Test
    void dropsALineCutByACrash() throws Exception {
        try (var journal = new Journal(file, "social", CLOCK)) {
            journal.append("op", "K/1", "B", "s");
        }
        Files.write(file, new byte[] {'{', (byte) 0xE2}, StandardOpenOption.APPEND);
        try (var journal = new Journal(file, "social", CLOCK)) {
            journal.append("op", "K/2", "B", "s");
        }
        try (var journal = new Journal(file, "social", CLOCK)) {
            assertThat(journal.all()).extracting(Applied::cleRelais).containsExactly("K/1", "K/2");
        }
    }

    @Test
    void keepsEveryLineOfManyAtOnce() throws Exception {
        try (var journal = new Journal(file, "social", CLOCK);
                var threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(Collections.nCopies(200, () -> journal.append("op", "K/1", "B", "s")));
        }
        try (var journal = new Journal(file, "social", CLOCK)) {
            assertThat(journal.under("K/1"))
                    .extracting(Applied::reference)
                    .hasSize(200)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void forgetsOnDiskToo() {
        try (var journal = new Journal(file, "social", CLOCK)) {
            journal.append("op", "K/1", "B", "s");
            journal.forget();
            assertThat(journal.append("op", "K/1", "B", "s").reference()).isEqualTo("SOC-2026-000002");
        }
        try (var journal = new Journal(file, "social", CLOCK)) {
            assertThat(journal.all()).hasSize(1);
        }
    }
}
