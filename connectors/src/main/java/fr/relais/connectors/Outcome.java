package fr.relais.connectors;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is known after an attempt; no more than that. Causes and codes are short, stable and without personal data. */
public sealed interface Outcome {

    Evidence evidence();

    /** What the ledger and metrics call it, in capitals. */
    default String name() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /**
     * Applied, and the target said so.
     *
     * @param reference the target's own
     */
    record Delivered(String reference, Evidence evidence) implements Outcome {}

    /**
     * The system says no, for good.
     *
     * @param reason the target's words, for the agent
     */
    record Declined(String code, String reason, Evidence evidence) implements Outcome {

        /** The system does not know the person; the téléservice says what that means. */
        public static final String UNKNOWN_PERSON = "usager-inconnu";

        /** Codes are kept in clear: one that could be a number of a person or an account is not taken over. */
        private static final Pattern CODE = Pattern.compile("(?=(?:[^0-9]*[0-9]){0,4}[^0-9]*$)[A-Za-z0-9_.-]{1,40}");

        public Declined {
            code = CODE.matcher(code).matches() ? code : "declined-other";
        }
    }

    /** Certainly nothing was applied. */
    record Failed(String cause, Again again, @Nullable Duration retryAfter, Evidence evidence) implements Outcome {

        /** The hub was too slow to begin the call within its lease: it says nothing about the target. */
        public static final String LEASE_TOO_SHORT = "lease-too-short";

        /** Whether trying again can help. */
        public enum Again {
            LATER,
            NEVER
        }

        public static Failed later(String cause, @Nullable Duration retryAfter, Evidence evidence) {
            return new Failed(cause, Again.LATER, retryAfter, evidence);
        }

        public static Failed never(String cause, Evidence evidence) {
            return new Failed(cause, Again.NEVER, null, evidence);
        }
    }

    /** Bytes left and no proof came back, either way. */
    record Unknown(String cause, Evidence evidence) implements Outcome {

        /** All went as it should, and the proof comes later, from the receiving side: it says nothing ill of the target. */
        public static final String AWAITS_PROOF = "awaits-proof";

        /** Whether the system itself did not answer. */
        public boolean isBreakdown() {
            return !cause.equals(AWAITS_PROOF);
        }
    }
}
