package fr.relais.routes.teleservices;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where téléservices are, besides those that ship with the hub.
 *
 * @param locations folders that hold a folder for each téléservice; they are watched, and may be empty
 * @param checkEvery how often they are looked at, and the other hubs' changes with them
 */
@Validated
@ConfigurationProperties("relais.teleservices")
record TeleservicesSettings(
        @NotNull @DefaultValue List<Path> locations,
        @NotNull @DefaultValue("2s") Duration checkEvery) {}
