package fr.relais.routes.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Missing, the test is skipped; where {@code RELAIS_REQUIRE_ALL=1}, it fails. */
public final class Required {

    private Required() {}

    public static void tool(String name) {
        boolean found = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        that(found, name + " is not installed");
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
