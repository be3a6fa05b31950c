package fr.relais.connectors;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How one system is to be treated.
 *
 * @param owner whom to tell when it ails
 * @param perSecond attempts and look-ups a second it can bear; an attempt may ask whether it is known and whose it is before it changes anything
 * @param concurrency attempts at a time it can bear, over all hubs
 * @param lease how long an attempt may take before it counts as lost; longer than a whole call plus 30 s
 * @param longestDelay how late the system may still apply what it received
 * @param settle how long after the last possible send an empty look-up is believed; at least lease + read time-out + longest delay
 */
public record LaneSettings(
        @NotBlank @DefaultValue(DEFAULT_OWNER) String owner,
        @Min(1) @Max(1000) @DefaultValue("20") int perSecond,
        @Min(1) @Max(100) @DefaultValue("4") int concurrency,
        @NotNull @DefaultValue("45s") Duration lease,
        @NotNull @DurationMin @DefaultValue("30s") Duration longestDelay,
        @NotNull @DefaultValue("90s") Duration settle) {

    /** Who owns what nobody else was named for. */
    public static final String DEFAULT_OWNER = "Exploitation";

    private static final Duration SECOND_AND_A_MARGIN = Duration.ofMillis(1028);

    /** From one call to the next. Calls don't arrive as evenly as they leave: the margin keeps one too many out of any second. */
    public Duration gap() {
        return SECOND_AND_A_MARGIN.dividedBy(perSecond);
    }
}
