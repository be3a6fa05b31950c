package fr.relais.routes.proofs;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a hub vouches for what it was told.
 *
 * @param validity how long a citizen may take to fill the rest of the form
 * @param keyLife how long a key signs before the next one does
 */
@Validated
@ConfigurationProperties("relais.proofs")
record ProofsSettings(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("4h")
        Duration validity,

        @NotNull @DurationMin(hours = 1) @DefaultValue("30d")
        Duration keyLife) {}
