package fr.relais.routes.ledger;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Another delivery or a decision comes first. */
    WAITING,
    /** To be attempted when due. */
    PENDING,
    /** Claimed by a hub that is attempting it now. */
    SENDING,
    /** It may have reached the target; nothing proves it either way. */
    UNKNOWN,
    /** Only an engineer can move it on. */
    PARKED,
    /** Applied, by the target's own word. */
    DELIVERED,
    /** The target says no. */
    DECLINED,
    /** The target does not know the person, and need not. */
    NOT_CONCERNED,
    /** Given up by an engineer, or its condition can no longer come. */
    SKIPPED;

    public boolean isTerminal() {
        return switch (this) {
            case WAITING, PENDING, SENDING, UNKNOWN, PARKED -> false;
            case DELIVERED, DECLINED, NOT_CONCERNED, SKIPPED -> true;
        };
    }
}
