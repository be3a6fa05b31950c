package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.iban4j.Iban4jException;
import org.iban4j.IbanUtil;

/**
 * An international bank account number in its electronic form (upper case, no blanks), e.g. {@code FR7630006000011234567890189}.
 *
 * <p>Country structure and mod 97 are checked, and for French accounts the RIB key too: a French IBAN can pass mod 97 with a wrong one.
 */
public record Iban(@JsonValue String value) {

    private static final int RIB_START = 4;

    public Iban {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid IBAN"); // never echoes the value: it is personal data
        }
    }

    /** Reads an IBAN as people write it: blanks, dots, hyphens and lower case are forgiven. */
    @JsonCreator
    public static Iban of(String written) {
        return new Iban(electronicForm(written));
    }

    /** Whether {@link #of} would accept it. */
    public static boolean accepts(String written) {
        return isValid(electronicForm(written));
    }

    private static String electronicForm(String written) {
        return written.replaceAll("[ .\\-\u00a0\u202f]", "").toUpperCase(Locale.ROOT);
    }

    private static boolean isValid(String iban) {
        try {
            IbanUtil.validate(iban);
        } catch (Iban4jException invalid) {
            return false;
        }
        return !iban.startsWith("FR") || hasRibKey(iban);
    }

    private static boolean hasRibKey(String iban) {
        var rib = iban.substring(RIB_START);
        long bank = digits(rib, 0, 5);
        long branch = digits(rib, 5, 10);
        long account = digits(rib, 10, 21);
        return digits(rib, 21, 23) == 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    }

    /** Letters count as on a RIB: A-I 1-9, J-R 1-9, S-Z 2-9. */
    private static long digits(String rib, int from, int to) {
        long number = 0;
        for (char c : rib.substring(from, to).toCharArray()) {
            number = number * 10 + (c <= '9' ? c - '0' : c <= 'I' ? c - 'A' + 1 : c <= 'R' ? c - 'J' + 1 : c - 'S' + 2);
        }
        return number;
    }

    /** Masked, so that it may stand in a log line by accident. */
    @Override
    public String toString() {
        return value.substring(0, RIB_START) + "…" + value.substring(value.length() - 4);
    }
}
