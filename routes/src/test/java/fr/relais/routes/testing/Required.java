package fr.relais.routes.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Missing, the test is skipped; where {@code RELAIS_REQUIRE_ALL=1}, it fails. */
public final class Required {

    private Required() {}

    public static void tool(String name) {
        that(found(name).isPresent(), name + " is not installed");
    }

    /** Where a tool is that must be there. */
    public static Path path(String name) {
        tool(name);
        return found(name).orElseThrow();
    }

    private static Optional<Path> found(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static void that(boolean met, String otherwise) {
        if (met) {
            return;
        }
        if ("1".equals(System.getenv("RELAIS_REQUIRE_ALL"))) {
            Assertions.fail("RELAIS_REQUIRE_ALL=1, but " + otherwise);
        }
        Assumptions.abort(otherwise);
    }
}
