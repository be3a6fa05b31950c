package fr.relais.routes.kit;

import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A téléservice's folder, begun as a copy of one that works. */
public final class NewFolder {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int LONGEST_ID = 60;
    private static final String DEFINITION = "teleservice.yml";

    /** A copy that can't be made, and why. */
    public static final class Refused extends Exception {
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
        if (!Files.exists(example.resolve(DEFINITION))) {
            throw new Refused("there is no téléservice in " + example);
        }
        var folder = in.resolve(id);
        if (Files.exists(folder)) {
            throw new Refused(folder + " exists already");
        }
        for (var file : begun(id, TeleserviceFolder.read(example)).files().entrySet()) {
            var copy = folder.resolve(file.getKey());
            Files.createDirectories(copy.getParent());
            Files.write(copy, file.getValue());
        }
        return folder;
    }

    /** The same, without a place. */
    public static TeleserviceFolder begun(String id, TeleserviceFolder example) throws Refused {
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
            throw new Refused("\"" + id + "\" is no id: lower-case words joined by hyphens, e.g. aide-permis");
        }
        return in(
                Lifecycle.DRAFT,
                with(
                        new TeleserviceFolder(id, example.files()),
                        String.valueOf(example.text(DEFINITION)).replaceFirst("(?m)^id:.*$", "id: " + id)));
    }

    /** The same téléservice, at another stage of its life. */
    public static TeleserviceFolder in(Lifecycle lifecycle, TeleserviceFolder folder) {
        return with(
                folder,
                String.valueOf(folder.text(DEFINITION))
                        .replaceFirst(
                                "(?m)^lifecycle:.*$",
                                "lifecycle: " + lifecycle.name().toLowerCase(Locale.ROOT)));
    }

    private static TeleserviceFolder with(TeleserviceFolder folder, String definition) {
        var files = new TreeMap<>(folder.files());
        files.put(DEFINITION, definition.getBytes(StandardCharsets.UTF_8));
        return new TeleserviceFolder(folder.name(), files);
    }

    private NewFolder() {}
}
