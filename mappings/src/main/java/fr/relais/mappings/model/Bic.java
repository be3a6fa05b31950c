package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.iban4j.BicUtil;
import org.iban4j.Iban4jException;

/** A bank identifier code (ISO 9362) of 8 or 11 characters in upper case, e.g. {@code AGRIFRPP}. */
public record Bic(@JsonValue String value) {

    public Bic {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid BIC");
        }
    }

    /** Reads a BIC as people write it: blanks and lower case are forgiven. */
    @JsonCreator
    public static Bic of(String written) {
        return new Bic(upperCase(written));
    }

    /** Whether {@link #of} would accept it. */
    public static boolean accepts(String written) {
        return isValid(upperCase(written));
    }

    private static String upperCase(String written) {
        return written.replace(" ", "").toUpperCase(Locale.ROOT);
    }

    private static boolean isValid(String bic) {
        try {
            BicUtil.validate(bic);
            return true;
        } catch (Iban4jException invalid) {
            return false;
        }
    }
}
