package fr.relais.routes.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.chaos.Nemesis.Blow;
import fr.relais.routes.chaos.Plan.Strike;
import fr.relais.simulators.gate.FaultMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A short trial, always the same: {@code ./relais chaos} does this for long, and as a seed has it. */
class ChaosIT {

    private static final int POSTS = 150;
    private static final long PATIENCE_SECONDS = 240;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void nothingIsLostDoubledReorderedStuckOrLiedAbout() throws Exception {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "chaos").toAbsolutePath()), "short");
        var plan = new Plan(
                6,
                POSTS,
                0,
                0,
                PATIENCE_SECONDS,
                List.of(
                        new Strike(Blow.KILL_AND_DELETE_BROKER, FaultMode.APPLY_THEN_HANG),
                        new Strike(Blow.STOP_DATABASE, FaultMode.RESET),
                        new Strike(Blow.DOUBLE_POINTERS, FaultMode.HALF_BODY)));
        var report = new Trial(folder, plan, null).call();
        assertThat(report.findings()).isEmpty();
        assertThat(report.submissions()).isGreaterThanOrEqualTo(POSTS);
        assertThat(report.applied()).isGreaterThanOrEqualTo(POSTS);
    }
}
