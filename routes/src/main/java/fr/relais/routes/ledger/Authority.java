package fr.relais.routes.ledger;

/** The collectivité a submission belongs to. */
public record Authority(short id, String code) {

    /** The only one until tokens name others. */
    public static final Authority DEFAULT = new Authority((short) 1, "default");

    static Authority of(short id) {
        if (id != DEFAULT.id()) {
            throw new IllegalStateException("no authority has the id " + id);
        }
        return DEFAULT;
    }
}
