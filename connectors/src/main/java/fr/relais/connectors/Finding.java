package fr.relais.connectors;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a look-up by key tells. */
public sealed interface Finding {

    /** The exchange, kept as proof. */
    Evidence evidence();

    /** What the ledger and metrics call it, in capitals. */
    default String name() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /** What a resend that asked first comes to; empty when the way is free to send. */
    default Optional<Outcome> settles() {
        return switch (this) {
            case Nothing nothing -> Optional.empty();
            case Applied(var reference, var evidence) -> Optional.of(new Outcome.Delivered(reference, evidence));
            case Refused(var reference, var evidence) ->
                Optional.of(new Outcome.Declined("refusee", "Déjà refusée sous " + reference, evidence));
            case Duplicated(var references, var evidence) -> Optional.of(new Outcome.Unknown("duplicated", evidence));
            case NoAnswer(var cause, var retryAfter, var evidence) ->
                Optional.of(Outcome.Failed.later("ask-first-" + cause, retryAfter, evidence));
        };
    }

    /** The target knows nothing of the key now; it may still be working on it. */
    record Nothing(Evidence evidence) implements Finding {}

    /** Applied once, under this reference of the target's. */
    record Applied(String reference, Evidence evidence) implements Finding {}

    /** Received and refused. */
    record Refused(String reference, Evidence evidence) implements Finding {}

    /** Applied more than once: somebody must look. */
    record Duplicated(List<String> references, Evidence evidence) implements Finding {

        public Duplicated {
            references = List.copyOf(references);
        }
    }

    /**
     * The look-up itself broke down.
     *
     * @param retryAfter for how long the target asked to be left alone
     */
    record NoAnswer(String cause, @Nullable Duration retryAfter, Evidence evidence) implements Finding {

        /** The target answered well enough, but not to the question. */
        public static final String REFUSED = "refused";

        /** Whether the system itself did not answer. */
        public boolean isBreakdown() {
            return !cause.equals(REFUSED);
        }
    }
}
