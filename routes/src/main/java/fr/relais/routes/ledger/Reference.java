package fr.relais.routes.ledger;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A submission's number for the telephone, e.g. {@code R26-7KQ4-9M2X}: the year, seven characters by chance, one to check.
 *
 * <p>No {@code 0 O 1 I L U}, so that none is taken for another; it opens nothing by itself.
 */
public record Reference(String value) {

    private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int RANDOM_CHARACTERS = 7;
    private static final RandomGenerator RANDOM = new SecureRandom();

    public static Reference draw(int year) {
        var text = new StringBuilder("R%02d".formatted(year % 100));
        RANDOM.ints(RANDOM_CHARACTERS, 0, ALPHABET.length()).forEach(i -> text.append(ALPHABET.charAt(i)));
        return new Reference(grouped(text.append(check(text)).toString()));
    }

    /** Reads what somebody spelled out: case and hyphens do not matter; empty when the check character says it was misheard. */
    public static Optional<Reference> heard(String spoken) {
        var text = spoken.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        if (!text.matches("R[0-9]{2}[" + ALPHABET + "]{8}")) {
            return Optional.empty();
        }
        var body = text.substring(0, text.length() - 1);
        return check(body) == text.charAt(text.length() - 1)
                ? Optional.of(new Reference(grouped(text)))
                : Optional.empty();
    }

    private static String grouped(String text) {
        return text.substring(0, 3) + "-" + text.substring(3, 7) + "-" + text.substring(7);
    }

    /** Luhn's rule in base 30 over the random part: finds each single mistake and nearly all swaps of neighbours. */
    private static char check(CharSequence text) {
        int base = ALPHABET.length();
        int factor = 2;
        int sum = 0;
        for (int i = text.length() - 1; i >= 3; i--) {
            int addend = factor * ALPHABET.indexOf(text.charAt(i));
            sum += addend / base + addend % base;
            factor = 3 - factor;
        }
        return ALPHABET.charAt((base - sum % base) % base);
    }

    @Override
    public String toString() {
        return value;
    }
}
