package fr.relais.routes.ledger;

import java.util.List;

/** What a submission has come to: a pure function of its deliveries. */
public enum SubmissionStatus {
    RECEIVED,
    IN_PROGRESS,
    PARTIAL,
    DELIVERED,
    DECLINED,
    NEEDS_ATTENTION,
    CLOSED;

    /**
     * What the status depends on.
     *
     * @param held whether its lane is not to be used for now, because the system fails
     * @param waitsForDecision whether it waits for what another system decides
     * @param undecided whether its own system's decision is awaited
     */
    public record Part(
            DeliveryState state,
            int attempts,
            int failures,
            boolean held,
            boolean waitsForDecision,
            boolean undecided) {

        /** One for which nothing is to be decided. */
        public Part(DeliveryState state, int attempts, int failures, boolean held) {
            this(state, attempts, failures, held, false, false);
        }

        boolean isOpen() {
            return !state.isTerminal() && !waitsForDecision;
        }

        boolean isAttempted() {
            return attempts > 0 || state.isTerminal();
        }

        boolean isDoubtful() {
            return switch (state) {
                case DECLINED, UNKNOWN -> true;
                case WAITING, PENDING, SENDING -> !waitsForDecision && (failures > 0 || held);
                case PARKED, DELIVERED, NOT_CONCERNED, SKIPPED -> false;
            };
        }
    }

    /** The first rule that matches wins. */
    public static SubmissionStatus of(List<Part> parts) {
        if (parts.stream().anyMatch(part -> part.state() == DeliveryState.PARKED)) {
            return NEEDS_ATTENTION;
        }
        if (parts.stream().noneMatch(Part::isAttempted)) {
            return RECEIVED;
        }
        boolean delivered = parts.stream().anyMatch(part -> part.state() == DeliveryState.DELIVERED);
        if (delivered && parts.stream().anyMatch(Part::isDoubtful)) {
            return PARTIAL;
        }
        if (parts.stream().anyMatch(Part::isOpen)) {
            return IN_PROGRESS;
        }
        if (delivered) {
            return DELIVERED;
        }
        return parts.stream().anyMatch(part -> part.state() == DeliveryState.DECLINED) ? DECLINED : CLOSED;
    }

    /** Whether nothing can change any more. */
    public static boolean isFinal(List<Part> parts) {
        return parts.stream().allMatch(part -> part.state().isTerminal() && !part.undecided());
    }
}
