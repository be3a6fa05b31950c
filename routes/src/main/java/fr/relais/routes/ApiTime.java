package fr.relais.routes;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** How every document of the API writes a time: RFC 3339 in UTC, with milliseconds, e.g. {@code 2026-01-15T08:30:00.000Z}. */
public final class ApiTime {

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    public static String of(Instant time) {
        return MILLIS.format(time);
    }

    /** Null where there is no time to write. */
    public static @Nullable String orNull(@Nullable Instant time) {
        return time == null ? null : of(time);
    }

    private ApiTime() {}
}
