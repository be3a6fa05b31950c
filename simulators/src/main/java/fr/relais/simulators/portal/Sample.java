package fr.relais.simulators.portal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/** The body to post: a file given by name, or the téléservice's own sample when its folder is on the class path. */
final class Sample {

    private static final String NOMINAL = "teleservices/" + PortalSettings.TELESERVICE + "/samples/nominal.json";

    private Sample() {}

    static String read(PortalSettings settings) throws PortalFailure {
        try {
            if (settings.sample() != null) {
                return Files.readString(settings.sample());
            }
            try (InputStream found = Sample.class.getClassLoader().getResourceAsStream(NOMINAL)) {
                if (found != null) {
                    return new String(found.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        } catch (IOException e) {
            throw new PortalFailure("the sample cannot be read: " + e.getMessage());
        }
        throw new PortalFailure("no sample: give one with --sample <file>");
    }
}
