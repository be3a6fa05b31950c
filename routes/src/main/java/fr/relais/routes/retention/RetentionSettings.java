package fr.relais.routes.retention;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long something is kept is for its téléservice to say; this is how punctually it is erased.
 *
 * @param every how often the hub looks for submissions to erase
 */
@Validated
@ConfigurationProperties("relais.retention")
record RetentionSettings(@NotNull @DefaultValue("1h") Duration every) {}
