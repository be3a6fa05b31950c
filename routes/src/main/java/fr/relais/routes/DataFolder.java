package fr.relais.routes;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub keeps its own files.
 *
 * @param data the folder, {@code RELAIS_DATA}; text because a bound {@code Path} is sought on the class path first
 */
@ConfigurationProperties("relais")
public record DataFolder(@DefaultValue("data") String data) {

    public Path path() {
        return Path.of(data).toAbsolutePath().normalize();
    }

    public Path ofPostgres() {
        return path().resolve("postgres");
    }

    public Path ofBroker() {
        return path().resolve("broker");
    }

    public Path ofKeys() {
        return path().resolve("keys");
    }
}
