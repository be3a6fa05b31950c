package fr.relais.routes.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The status document of the API. Absent is null, so that a portal sees the member exists. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StatusDocument(
        String id,
        String reference,
        @Nullable String portalReference,
        Teleservice teleservice,
        String canal,
        String submittedAt,
        String receivedAt,
        String updatedAt,
        String status,
        @JsonProperty("final") boolean isFinal,
        Progress progress,
        Text wording,
        @Nullable Decision decision,
        @Nullable String expectedBy,
        List<Request> requests,
        List<Delivery> deliveries,
        List<Entry> timeline,
        Map<String, Link> links) {

    public record Teleservice(String id, String version) {}

    public record Progress(long delivered, long concerned) {}

    public record Text(String title, String detail) {}

    public record Delivery(
            String target,
            String name,
            String operation,
            String state,
            String since,
            @Nullable String targetReference) {}

    /**
     * A document awaited of the citizen, until it is sent.
     *
     * @param type as {@code attachments[].type} of what is sent
     */
    public record Request(String type, String target, String wording, String askedAt) {}

    public record Entry(
            int seq, String at, String type, @Nullable String target, String wording) {}

    public record Link(String href) {}

    /** What was decided of the request; whether it arrived is told by its status. */
    record Decision(String outcome, String decidedAt) {}
}
