package fr.relais.connectors;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What a source says. Causes are short, stable and without personal data. */
public sealed interface Answer {

    /**
     * It knows the person.
     *
     * @param data what it says, of the members the question's scopes open, validated; a member that is present and empty is left out
     * @param present the members it showed, empty or not: one that is missing here was not ours to see
     * @param unsure members whose value proves nothing now
     * @param perhapsOfSomebodyElse whether the identity it answers with contradicts the one asked about, or nothing says whose it is
     * @param asOf the day it holds for
     * @param score of a guess, how sure it is: 0 to 1
     * @param requestId the API's own, to be named when something is to be cleared up with it
     */
    record Told(
            ObjectNode data,
            Set<String> present,
            Set<String> unsure,
            boolean perhapsOfSomebodyElse,
            LocalDate asOf,
            @Nullable Double score,
            @Nullable String requestId)
            implements Answer {

        public Told {
            present = Set.copyOf(present);
            unsure = Set.copyOf(unsure);
        }

        @Override
        public String toString() {
            return "Told[" + present + "]";
        }
    }

    /** It does not know the person, or can't tell who it is: that proves nothing. */
    record NotFound(String cause) implements Answer {}

    /** We may not ask it. */
    record NotEntitled(String cause) implements Answer {}

    /**
     * It did not answer, or not so that it can be believed.
     *
     * @param again whether asking once more may help at once
     * @param retryAfter for how long it asked to be left alone
     * @param requestId the API's own, to be named when its owner is called
     */
    record Unavailable(
            String cause,
            boolean again,
            @Nullable Duration retryAfter,
            @Nullable String requestId) implements Answer {

        /** The citizen must pass by FranceConnect again. */
        public static final String FRANCE_CONNECT = "france-connect";

        /** Too much was asked: leave it alone, or it will not answer for half a day. */
        public static final String RATE_LIMITED = "rate-limited";

        /** It could not read what was asked: no fault of the source's, and none of the citizen's. */
        public static final String MALFORMED = "malformed";

        public Unavailable(String cause, boolean again, @Nullable Duration retryAfter) {
            this(cause, again, retryAfter, null);
        }

        public static Unavailable because(String cause) {
            return new Unavailable(cause, false, null);
        }

        /** The same, under the number the API gave it. */
        public Unavailable under(@Nullable String number) {
            return new Unavailable(cause, again, retryAfter, number);
        }

        /** Whether the source itself ails: one that is asked wrongly does not. */
        public boolean isBreakdown() {
            return !cause.equals(FRANCE_CONNECT) && !cause.equals(MALFORMED) && !cause.equals("in-flight");
        }
    }
}
