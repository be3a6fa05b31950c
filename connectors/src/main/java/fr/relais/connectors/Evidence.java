package fr.relais.connectors;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went over the wire, as far as it was seen. Holds personal data: sealed when kept, masked when shown.
 *
 * @param httpStatus absent when no answer came
 * @param contentType kept in clear, so nothing but a media type
 */
public record Evidence(
        @Nullable Integer httpStatus,
        @Nullable String contentType,
        @Nullable String request,
        @Nullable String response) {

    private static final Pattern MEDIA_TYPE =
            Pattern.compile("[\\w.+-]{1,60}/[\\w.+-]{1,60}(; ?charset=[\\w-]{1,20})?");

    public Evidence {
        contentType = contentType == null || MEDIA_TYPE.matcher(contentType).matches() ? contentType : "other";
    }

    /** Nothing went out. */
    public static final Evidence NONE = new Evidence(null, null, null, null);

    @Override
    public String toString() {
        return "Evidence[" + httpStatus + ", " + contentType + "]";
    }
}
