package fr.relais.routes.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The téléservices that ship, and as many more as are wanted. */
final class BenchTeleservices {

    static final Path SHIPPED = Path.of("..", "mappings", "src", "main", "resources", "teleservices")
            .toAbsolutePath()
            .normalize();

    /** Copies of those that ship, each under a name of its own. */
    static Path copies(Path folder, int many) throws IOException {
        Files.createDirectories(folder);
        try (var shipped = Files.list(SHIPPED)) {
            var originals = shipped.sorted().toList();
            for (int number = 0; number < many; number++) {
                var original = originals.get(number % originals.size());
                var id = original.getFileName() + "-" + number;
                var copy = folder.resolve(id);
                FileSystemUtils.copyRecursively(original, copy);
                var definition = copy.resolve("teleservice.yml");
                Files.writeString(definition, Files.readString(definition).replaceFirst("(?m)^id:.*$", "id: " + id));
            }
        }
        return folder;
    }

    private BenchTeleservices() {}
}
