package fr.relais.routes.postgres;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the hub keeps its own files.
 *
 * @param data the folder, {@code RELAIS_DATA}; text because a bound {@code Path} is sought on the class path first
 */
@ConfigurationProperties("relais")
record DataFolder(@DefaultValue("data") String data) {

    Path ofPostgres() {
        return Path.of(data).toAbsolutePath().normalize().resolve("postgres");
    }
}
