package fr.relais.routes.recovery;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How decisions are heard of.
 *
 * @param every how often a system is asked about each request it examines, at first; the longer it takes, the rarer
 */
@Validated
@ConfigurationProperties("relais.decisions")
record DecisionsSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("15m")
        Duration every) {}
