package fr.relais.connectors;

import java.time.Instant;

/** What a target says of a request it examines. Whether an aid is granted is another matter than whether the request arrived. */
public sealed interface Ruling {

    /** What was decided. */
    enum Outcome {
        GRANTED,
        PARTLY_GRANTED,
        REJECTED,
        /** Ended without a decision: withdrawn, or without object. */
        CLOSED;

        /** Whether something is granted, so that what depends on it can be done. */
        public boolean isFavourable() {
            return this == GRANTED || this == PARTLY_GRANTED;
        }
    }

    /** It is being examined still. */
    record Pending() implements Ruling {}

    /** It is decided, once and for all. */
    record Given(Outcome outcome, Instant decidedAt) implements Ruling {}

    /** The question itself broke down. */
    record NoAnswer(String cause) implements Ruling {}
}
