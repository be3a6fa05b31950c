package fr.relais.mappings.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** How an identity was established, from the weakest to the strongest. */
public enum Assurance {
    /** Typed in by whoever filled the form. */
    DECLARE("declare"),
    /** A portal account whose holder was checked once. */
    COMPTE_VERIFIE("compte-verifie"),
    /** Seen at a counter, papers in hand. */
    GUICHET("guichet"),
    /** FranceConnect's pivot identity. */
    FRANCECONNECT("franceconnect");

    private final String code;

    Assurance(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    public boolean isAtLeast(Assurance minimum) {
        return compareTo(minimum) >= 0;
    }
}
