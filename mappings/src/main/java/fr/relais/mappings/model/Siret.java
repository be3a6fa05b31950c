package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The number of an establishment, 14 digits: Luhn's rule on the whole and on the SIREN before it; La Poste has its own. */
public record Siret(@JsonValue String value) {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{14}");
    private static final int SIREN = 9;
    private static final String LA_POSTE = "356000000";
    private static final String LA_POSTE_HEAD_OFFICE = "35600000000048";

    public Siret {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a valid SIRET");
        }
    }

    /** Reads a SIRET as people write it: blanks are forgiven. */
    @JsonCreator
    public static Siret of(String written) {
        return new Siret(compact(written));
    }

    /** Whether {@link #of} would accept it. */
    public static boolean accepts(String written) {
        return isValid(compact(written));
    }

    private static String compact(String written) {
        return written.replaceAll("[ \u00a0\u202f]", "");
    }

    private static boolean isValid(String siret) {
        if (!SHAPE.matcher(siret).matches() || !hasLuhnKey(siret.substring(0, SIREN))) {
            return false;
        }
        boolean ofLaPoste = siret.startsWith(LA_POSTE) && !siret.equals(LA_POSTE_HEAD_OFFICE);
        return ofLaPoste ? siret.chars().map(digit -> digit - '0').sum() % 5 == 0 : hasLuhnKey(siret);
    }

    private static boolean hasLuhnKey(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int addend = i % 2 == 0 ? digit : digit * 2;
            sum += addend > 9 ? addend - 9 : addend;
        }
        return sum % 10 == 0;
    }
}
