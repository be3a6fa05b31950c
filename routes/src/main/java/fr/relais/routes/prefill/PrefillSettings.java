package fr.relais.routes.prefill;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a citizen waits for what others know.
 *
 * @param deadline when the answer goes out with what has come
 * @param unverified whether sources are asked whose API no producer's document describes
 */
@Validated
@ConfigurationProperties("relais.prefill")
record PrefillSettings(
        @NotNull @DurationMin(millis = 100) @DefaultValue("3s")
        Duration deadline,

        @DefaultValue("false") boolean unverified) {}
