package fr.relais.routes.console;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Moments, spans and numbers as people here say them. */
public record Say(Locale language, Instant now) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final String NOTHING = "–";

    private boolean isFrench() {
        return language.getLanguage().equals(Locale.FRENCH.getLanguage());
    }

    /** The hour, and the day unless it is today. */
    public String moment(@Nullable Instant at) {
        if (at == null) {
            return NOTHING;
        }
        var time = at.atZone(PARIS);
        boolean today = time.toLocalDate().equals(LocalDate.ofInstant(now, PARIS));
        var hour = isFrench() ? "H 'h' mm" : "HH:mm";
        return time.format(DateTimeFormatter.ofPattern(today ? hour : "d MMM, " + hour, language));
    }

    /** To the second. */
    public String exactly(@Nullable Instant at) {
        return at == null
                ? NOTHING
                : at.atZone(PARIS).format(DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss", language));
    }

    /** As documents of the API write it. */
    public String exactly(@Nullable String at) {
        return at == null ? NOTHING : exactly(Instant.parse(at));
    }

    public String moment(@Nullable String at) {
        return at == null ? NOTHING : moment(Instant.parse(at));
    }

    /** How long ago. */
    public String ago(@Nullable Instant at) {
        return at == null ? NOTHING : span(Duration.between(at, now));
    }

    /** The day. */
    public String day(@Nullable Instant at) {
        return at == null ? NOTHING : at.atZone(PARIS).format(DateTimeFormatter.ofPattern("d MMM yyyy", language));
    }

    /** How long until then. */
    public String until(Instant at) {
        return span(Duration.between(now, at));
    }

    /** In the two units that matter. */
    public String span(@Nullable Duration span) {
        if (span == null) {
            return NOTHING;
        }
        long seconds = Math.max(0, span.toSeconds());
        if (seconds < 1) {
            return Math.max(0, span.toMillis()) + " ms";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min";
        }
        if (seconds < 48 * 3600) {
            return "%d h %02d".formatted(seconds / 3600, seconds / 60 % 60);
        }
        return seconds / 86_400 + (isFrench() ? " j" : " d");
    }

    public String between(Instant from, Instant to) {
        return span(Duration.between(from, to));
    }

    public String between(String from, String to) {
        return span(Duration.between(Instant.parse(from), Instant.parse(to)));
    }

    /** From 0 to 1, in hundredths. */
    public String share(double share) {
        var percent = NumberFormat.getPercentInstance(language);
        percent.setMaximumFractionDigits(share > 0 && share < 0.1 ? 1 : 0);
        return percent.format(share);
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(language).format(number);
    }

    /** So many a minute, with a digit behind the comma where it matters. */
    public String perMinute(double rate) {
        var number = NumberFormat.getNumberInstance(language);
        number.setMaximumFractionDigits(rate < 10 ? 1 : 0);
        return number.format(rate);
    }

    public String month(YearMonth month) {
        return month.format(DateTimeFormatter.ofPattern("MMMM yyyy", language));
    }

    /** For {@code lang}. */
    public String tag() {
        return language.getLanguage();
    }
}
