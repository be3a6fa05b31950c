package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A social security number (numéro d'inscription au répertoire) with its key, 15 characters, e.g. {@code 180057510704248}.
 *
 * <p>Only the key decides: provisional numbers begin with 3, 4, 7 or 8, and a month that is unknown is none of the calendar's.
 */
public record Nir(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[1-478][0-9]{4}([0-9]{2}|2[AB])[0-9]{6}([0-9]{2})?");
    private static final int WITHOUT_KEY = 13;

    public Nir {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid NIR"); // never echoes the value: it is personal data
        }
    }

    /** Reads a NIR as people and files write it: blanks and dots are forgiven, and a missing key is worked out. */
    @JsonCreator
    public static Nir of(String written) {
        return new Nir(completed(compact(written)));
    }

    /** Whether {@link #of} would accept it. */
    public static boolean accepts(String written) {
        return isValid(completed(compact(written)));
    }

    private static String compact(String written) {
        return written.replaceAll("[ .\u00a0\u202f]", "").toUpperCase(Locale.ROOT);
    }

    private static String completed(String nir) {
        return nir.length() == WITHOUT_KEY && SHAPE.matcher(nir).matches() ? nir + "%02d".formatted(key(nir)) : nir;
    }

    private static boolean isValid(String nir) {
        return nir.length() == WITHOUT_KEY + 2
                && SHAPE.matcher(nir).matches()
                && Integer.parseInt(nir.substring(WITHOUT_KEY)) == key(nir);
    }

    /** Corsica's departments count as 19 and 18. */
    private static long key(String nir) {
        var number = nir.substring(0, WITHOUT_KEY).replace("2A", "19").replace("2B", "18");
        return 97 - Long.parseLong(number) % 97;
    }

    /** Masked, so that it may stand in a log line by accident. */
    @Override
    public String toString() {
        return "Nir[…]";
    }
}
