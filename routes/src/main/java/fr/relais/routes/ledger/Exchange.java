package fr.relais.routes.ledger;

import fr.relais.connectors.Evidence;
import org.jspecify.annotations.Nullable;

/** What went over the wire, as it is sealed: capped, since an answer of any size may come. */
record Exchange(@Nullable String request, @Nullable String response) {

    private static final int MOST_CHARACTERS = 64 * 1024;

    static Exchange of(Evidence evidence) {
        return new Exchange(capped(evidence.request()), capped(evidence.response()));
    }

    private static @Nullable String capped(@Nullable String text) {
        return text == null || text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
}
