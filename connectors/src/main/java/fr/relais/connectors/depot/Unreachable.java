package fr.relais.connectors.depot;

import fr.relais.connectors.Evidence;
import fr.relais.connectors.Outcome.Failed;
import java.io.IOException;

/** There is no session with the server, so nothing was done there. */
final class Unreachable extends IOException {

    private static final long serialVersionUID = 1L;

    private final String cause;
    private final boolean hopeless;

    private Unreachable(String cause, boolean hopeless) {
        super(cause);
        this.cause = cause;
        this.hopeless = hopeless;
    }

    /** It may be reached later. */
    static Unreachable now(String cause) {
        return new Unreachable(cause, false);
    }

    /** Somebody must correct an account or a key first. */
    static Unreachable until(String cause) {
        return new Unreachable(cause, true);
    }

    String cause() {
        return cause;
    }

    Failed outcome() {
        return hopeless ? Failed.never(cause, Evidence.NONE) : Failed.later(cause, null, Evidence.NONE);
    }
}
