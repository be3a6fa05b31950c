package fr.relais.mappings.teleservice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The téléservices that ship with Relais. */
final class Folders {

    private static final Path HERE = Path.of("src/main/resources/teleservices");

    static List<TeleserviceFolder> all() {
        try (var folders = Files.list(HERE)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Folders::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static TeleserviceFolder of(String id) {
        return read(HERE.resolve(id));
    }

    static TeleserviceFolder read(Path folder) {
        try {
            return TeleserviceFolder.read(folder);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Folders() {}
}
