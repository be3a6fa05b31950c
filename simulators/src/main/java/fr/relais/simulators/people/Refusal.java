package fr.relais.simulators.people;

/** A system's typed no; each system says it in its own contract's words. */
public final class Refusal extends Exception {

    private final Kind kind;
    private final String code;

    public Refusal(Kind kind, String code, String motif) {
        super(motif);
        this.kind = kind;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    public String code() {
        return code;
    }

    public String motif() {
        return String.valueOf(getMessage());
    }

    /** As the SOAP contracts type it. */
    public enum Kind {
        DONNEES_INVALIDES,
        USAGER_INCONNU,
        HOMONYMES
    }
}
