package fr.relais.mappings.teleservice;

import fr.relais.mappings.model.Assurance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Period;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What every téléservice inherits that says nothing of its own, from {@code policies.yml}.
 *
 * @param retention how long after its receipt a submission is kept
 * @param deadline how long a delivery may stay open before an engineer must look at it
 * @param minimumAssurance how surely the usager must be known
 */
record Policies(Period retention, Duration deadline, Assurance minimumAssurance) {

    static final Policies INHERITED = read();

    private static Policies read() {
        try (var stream = Policies.class.getResourceAsStream("policies.yml")) {
            if (stream == null) {
                throw new IllegalStateException("policies.yml is missing from the jar");
            }
            return YAMLMapper.shared().readValue(stream, Policies.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
