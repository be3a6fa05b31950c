package fr.relais.routes.watch;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What is worth somebody's attention.
 *
 * @param expiryNotice how long before a secret, a certificate or a habilitation ends its owner is told
 */
@Validated
@ConfigurationProperties("relais.watch")
record WatchSettings(
        @NotNull @DurationMin(days = 1) @DefaultValue("30d") Duration expiryNotice) {}
