package fr.relais.routes.channels;

/** What a route does when a step throws. None sends anything again: pacing is in the ledger. */
public enum Policy {
    /** The caller is waiting: he gets the exception. */
    EDGE,
    /** The pointer is dropped: the ledger still knows, and hands it out again. */
    LANE,
    /** The broker is away: the pointer takes the way within the process. */
    POINTERS,
    /** Housekeeping: said once in the log, and tried again at the next tick. */
    TICK;

    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
