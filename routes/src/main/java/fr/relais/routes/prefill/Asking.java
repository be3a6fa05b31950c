package fr.relais.routes.prefill;

import fr.relais.connectors.FactSource;
import fr.relais.connectors.Question;
import fr.relais.routes.ledger.Authority;

/** One question for one source: asked once, however many fields and citizens wait for its answer. */
record Asking(Authority authority, FactSource source, Question question) {

    @Override
    public String toString() {
        return "Asking[" + source.id() + ", " + question.fact() + "]";
    }
}
