package fr.relais.routes.ledger;

import fr.relais.connectors.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All that may be told of a submission to the portal that posted it.
 *
 * @param requests documents that are awaited of the citizen
 * @param isPurged whether what it said was erased, its retention being over
 */
public record Standing(
        UUID id,
        String reference,
        @Nullable String portalReference,
        String teleservice,
        String teleserviceVersion,
        String canal,
        Instant submittedAt,
        Instant receivedAt,
        Instant updatedAt,
        SubmissionStatus status,
        boolean isFinal,
        boolean isPurged,
        @Nullable Decision decision,
        List<Part> deliveries,
        List<Complements.Asked> requests,
        List<Happening> timeline) {

    /**
     * One delivery.
     *
     * @param since when it came into its state
     * @param failingSince when its system's trouble began, while that lasts
     * @param cause why it is where it is, as a code
     * @param waitsForDecision whether another system must decide first
     */
    public record Part(
            String target,
            String operation,
            DeliveryState state,
            Instant since,
            @Nullable String targetReference,
            int failures,
            @Nullable Instant failingSince,
            @Nullable String cause,
            boolean waitsForDecision) {}

    /** What was decided of the request, once it is. */
    public record Decision(Ruling.Outcome outcome, Instant decidedAt) {}

    /**
     * One thing that happened.
     *
     * @param code what more is to be said of it
     */
    public record Happening(
            int seq,
            Instant at,
            String kind,
            @Nullable String target,
            @Nullable String code) {}
}
