package fr.relais.connectors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a source is to be treated.
 *
 * @param owner whom to tell when it ails, or when something of it is to be renewed
 * @param perSecond calls a second our credential may make, over all hubs
 * @param connectTimeout how long connecting may take
 * @param callTimeout how long a whole call may take, however long a citizen could wait
 * @param habilitationUntil the last day we may ask it, as the habilitation says
 */
public record SourceSettings(
        @NotBlank @DefaultValue(LaneSettings.DEFAULT_OWNER) String owner,
        @Min(1) @Max(1000) @DefaultValue("20") int perSecond,

        @NotNull @DurationMin(millis = 1) @DefaultValue("1s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("5s")
        Duration callTimeout,

        @Nullable LocalDate habilitationUntil) {}
