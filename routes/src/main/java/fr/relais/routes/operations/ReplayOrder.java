package fr.relais.routes.operations;

import org.jspecify.annotations.Nullable;

/**
 * Which deliveries are to be sent again, and why.
 *
 * @param dryRun whether nothing is to be sent, and only said what would be
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

    Chosen chosen() {
        return new Chosen(state == null ? "PARKED" : state, lane, cause, teleservice, receivedFrom, receivedUntil);
    }
}
