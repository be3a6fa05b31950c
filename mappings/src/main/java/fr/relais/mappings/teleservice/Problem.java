package fr.relais.mappings.teleservice;

import java.util.Map;

/**
 * One thing wrong with what a portal sent.
 *
 * @param pointer RFC 6901 pointer from the body's root to the culprit, or to where it is missing
 * @param code stable and never renamed, for programs
 * @param message may be shown to the applicant as it is; never holds the refused value
 * @param params what the message was filled with, e.g. a maximum length
 */
public record Problem(String pointer, String code, Wording message, Map<String, Object> params) {

    /** A portal has seen enough after this many. */
    public static final int MOST = 100;

    public Problem {
        params = Map.copyOf(params);
    }

    public Problem(String pointer, String code, Wording message) {
        this(pointer, code, message, Map.of());
    }

    /** This problem as seen from the root of a body which holds the pointed-at document at {@code prefix}. */
    Problem under(String prefix) {
        return new Problem(prefix + pointer, code, message, params);
    }
}
