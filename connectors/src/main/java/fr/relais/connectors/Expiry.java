package fr.relais.connectors;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Something that is good until a moment, and then no more unless somebody renews it.
 *
 * @param what which one, as settings name it; nothing of it is secret
 * @param at its last moment
 */
public record Expiry(Kind kind, String what, Instant at) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** What it is. */
    public enum Kind {
        /** A token or a password that proves who calls. */
        SECRET,
        /** What signatures are known by, ours or another's. */
        CERTIFICATE,
        /** The right to ask an API at all. */
        HABILITATION
    }

    /** Good until that day is over. */
    public static Expiry on(Kind kind, String what, LocalDate lastDay) {
        var end = lastDay.atTime(LocalTime.MAX.truncatedTo(ChronoUnit.SECONDS));
        return new Expiry(kind, what, end.atZone(PARIS).toInstant());
    }
}
