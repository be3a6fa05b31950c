package fr.relais.connectors.boite;

import fr.relais.connectors.LaneSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whose the box is.
 *
 * @param name what citizens and agents call the service that reads it
 * @param englishName the same in English
 * @param simulated whether it is nobody's yet: then what is on trial may come in
 */
@Validated
@ConfigurationProperties("relais.connectors.boite")
record BoiteSettings(
        @NotBlank @DefaultValue("Service instructeur") String name,
        @NotBlank @DefaultValue("The service in charge") String englishName,
        @DefaultValue("true") boolean simulated,
        @Valid @DefaultValue LaneSettings lane) {}
