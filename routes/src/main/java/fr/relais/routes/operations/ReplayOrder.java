package fr.relais.routes.operations;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are to be sent again, or given another dossier, and why.
 *
 * @param dryRun whether nothing is to be done, and only said what would be
 * @param state parked ones when absent
 * @param notApplied that the system itself says of all of them that it has not applied them
 * @param cursor the {@code next} of an earlier answer
 */
record ReplayOrder(
        @Nullable String reason,
        @Nullable Boolean dryRun,
        @Nullable String state,
        @Nullable String lane,
        @Nullable String cause,
        @Nullable String teleservice,
        @Nullable String receivedFrom,
        @Nullable String receivedUntil,
        @Nullable Boolean notApplied,
        @Nullable String cursor) {

    long after() {
        return cursor == null ? 0 : Order.number(cursor, 0, Long.MAX_VALUE);
    }

    Chosen chosen() {
        return new Chosen(state == null ? "PARKED" : state, lane, cause, teleservice, receivedFrom, receivedUntil);
    }
}
