package fr.relais.routes.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A téléservice's folder, begun as a copy of one that works. */
final class NewFolder {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 60;

    /** A copy that can't be made, and why. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    /**
     * Copies an example under a new id, as a draft: no portal sees it yet.
     *
     * @return the new folder
     */
    static Path copy(String id, Path example, Path in) throws IOException, Refused {
        if (!ID.matcher(id).matches() || id.length() > LONGEST_ID) {
            throw new Refused("\"" + id + "\" is no id: lower-case words joined by hyphens, e.g. aide-permis");
        }
        var definition = example.resolve("teleservice.yml");
        if (!Files.exists(definition)) {
            throw new Refused("there is no téléservice in " + example);
        }
        var folder = in.resolve(id);
        if (Files.exists(folder)) {
            throw new Refused(folder + " exists already");
        }
        try (var files = Files.walk(example)) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                var copy = folder.resolve(example.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        var text = Files.readString(definition)
                .replaceFirst("(?m)^id:.*$", "id: " + id)
                .replaceFirst("(?m)^lifecycle:.*$", "lifecycle: draft");
        Files.writeString(folder.resolve("teleservice.yml"), text);
        return folder;
    }

    private NewFolder() {}
}
