package fr.relais.connectors;

import org.jspecify.annotations.Nullable;

/**
 * What went over the wire, as far as it was seen. Holds personal data: sealed when kept, masked when shown.
 *
 * @param httpStatus absent when no answer came
 */
public record Evidence(
        @Nullable Integer httpStatus,
        @Nullable String contentType,
        @Nullable String request,
        @Nullable String response) {

    /** Nothing went out. */
    public static final Evidence NONE = new Evidence(null, null, null, null);

    @Override
    public String toString() {
        return "Evidence[" + httpStatus + ", " + contentType + "]";
    }
}
