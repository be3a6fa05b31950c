package fr.relais.simulators.people;

import java.math.BigInteger;

/** An account number whose key was checked, as any real back-office would. */
public record Iban(String value) {

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    public static Iban of(String value) throws Refusal {
        var digits = new StringBuilder();
        (value.substring(4) + value.substring(0, 4))
                .chars()
                .map(c -> Character.digit(c, 36))
                .forEach(digits::append);
        if (!new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE)) {
            throw new Refusal(Refusal.Kind.DONNEES_INVALIDES, "IBAN_INVALIDE", "La clé de l'IBAN est fausse.");
        }
        return new Iban(value);
    }

    public String masked() {
        return value.substring(0, 4) + "…" + value.substring(value.length() - 4);
    }

    @Override
    public String toString() {
        return masked();
    }
}
