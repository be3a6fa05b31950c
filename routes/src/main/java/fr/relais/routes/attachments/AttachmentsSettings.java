package fr.relais.routes.attachments;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be joined, and for how long it waits for its submission.
 *
 * @param largest one file
 * @param keptFor how long it is kept before a submission claims it
 * @param mostUnclaimed how many files of one portal may wait so
 * @param mostUnclaimedBytes how much of one portal may wait so
 * @param atOnce how many are received at a time by each hub: each is in memory until it is sealed
 * @param longestUpload how long one may take to arrive
 * @param scanner who looks for malware; nobody by default
 */
@Validated
@ConfigurationProperties("relais.attachments")
record AttachmentsSettings(
        @NotNull @DefaultValue("10MB") DataSize largest,

        @NotNull @DurationMin(minutes = 1) @DefaultValue("24h")
        Duration keptFor,

        @Min(1) @DefaultValue("500") int mostUnclaimed,
        @NotNull @DefaultValue("1GB") DataSize mostUnclaimedBytes,
        @Min(1) @Max(64) @DefaultValue("4") int atOnce,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("60s")
        Duration longestUpload,

        @Valid @DefaultValue Clamd scanner) {

    /**
     * A ClamAV daemon.
     *
     * @param host its name; without, nothing is scanned
     * @param timeout how long it may take over one file; longer, and the file is not taken
     */
    record Clamd(
            @Nullable String host,
            @Min(1) @Max(65535) @DefaultValue("3310") int port,

            @NotNull @DurationMin(millis = 1) @DefaultValue("20s")
            Duration timeout) {}
}
