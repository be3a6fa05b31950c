package fr.relais.routes.delivery;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How failed deliveries are paced.
 *
 * @param retryDelays before the second attempt, the third…; the last one repeats. Each is drawn between nothing and this
 * @param longestRetryDelay no delay is longer, unless the target itself asks for it
 * @param longestProbeInterval how long a tripped lane may go unprobed
 */
@Validated
@ConfigurationProperties("relais.delivery")
public record DeliverySettings(
        @NotEmpty @DefaultValue({"5s", "30s", "2m", "10m", "30m", "1h"})
        List<Duration> retryDelays,

        @NotNull @DefaultValue("1h") Duration longestRetryDelay,
        @NotNull @DefaultValue("10m") Duration longestProbeInterval) {}
