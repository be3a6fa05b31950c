package fr.relais.routes.recovery;

import fr.relais.routes.ledger.Sequencer;
import org.springframework.stereotype.Component;

/** Keeps the sequencer going. */
@Component
final class Numbering {

    private final Sequencer sequencer;

    Numbering(Sequencer sequencer) {
        this.sequencer = sequencer;
    }

    public void advance() {
        int numbered;
        do {
            numbered = sequencer.advance();
        } while (numbered > 0);
    }
}
