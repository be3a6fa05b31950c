package fr.relais.routes.intake;

import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.translation.Filing;
import org.springframework.stereotype.Component;

/** Recalls what was answered before, so that a replay gets the same answer whatever has changed since. */
@Component
final class Memory {

    private final Ledger ledger;

    Memory(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The former answer, or the filing itself when there is none. */
    public Object recall(Filing filing) {
        return ledger.find(filing.key()).map(Object.class::cast).orElse(filing);
    }
}
