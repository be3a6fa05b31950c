package fr.relais.routes.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents of the operations API. Times as in the portals' API. */
public final class OpsDocuments {

    /**
     * A lane.
     *
     * @param cause why it is not running
     * @param backlog deliveries not at their end
     * @param stuck those only time or an engineer moves on, by cause
     * @param owner whom to tell
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Lane(
            String id,
            String state,
            String since,
            @Nullable String cause,
            long backlog,
            @Nullable String oldestAt,
            @Nullable String lastSuccessAt,
            String owner,
            List<Stuck> stuck) {}

    /** So many deliveries in that state for that cause. */
    public record Stuck(String state, @Nullable String cause, long count, String since, String advice) {}

    /** A delivery; {@code attempts} and {@code acts} in a document of its own only. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Delivery(
            String id,
            String submission,
            String reference,
            String key,
            String lane,
            String teleservice,
            String operation,
            String state,
            @Nullable String waitsFor,
            @Nullable String cause,
            int failures,
            String since,
            String receivedAt,
            @Nullable String dueAt,
            String deadlineAt,
            @Nullable String targetReference,
            String advice,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Attempt> attempts,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Act> acts) {}

    /**
     * What sending a set again came to, or would.
     *
     * @param next where to go on, when there are more than one page holds
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Replay(
            boolean dryRun, List<Replayed> items, @Nullable String next) {}

    /**
     * One of them.
     *
     * @param becomes its state now, or then; null where it stays as it is
     * @param why it stays
     * @param message what would be sent, masked; in a dry run only
     * @param changes of the message, since it was last sent; null where that can't be told
     */
    public record Replayed(
            String id,
            String lane,
            String teleservice,
            @Nullable String cause,
            @Nullable String becomes,
            @Nullable String why,
            @Nullable String message,
            @Nullable List<Change> changes) {}

    /** What was sent somewhere in a message, and what would be now; masked, so that both may look alike. */
    public record Change(
            String at, @Nullable String was, @Nullable String becomes) {}

    /** What somebody did by hand; {@code reason} is null once it is forgotten. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Act(
            String at, String actor, String verb, @Nullable String reason) {}

    /** One call. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Attempt(
            int number,
            String kind,
            String build,
            String startedAt,
            @Nullable String endedAt,
            @Nullable String outcome,
            @Nullable String code,
            @Nullable Integer httpStatus,
            @Nullable String contentType,
            boolean late,
            Exchange exchange) {}

    /** What went over the wire, masked. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Exchange(
            @Nullable String request, @Nullable String response) {}

    /** A téléservice in force, or else a folder that is rejected as it stands. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Bundle(
            String id,
            @Nullable String version,
            @Nullable Lifecycle lifecycle,
            @Nullable String hash,
            @Nullable Rejection rejected) {}

    /** Why a folder is not used; each defect says what to do. */
    public record Rejection(String where, List<String> defects, String since) {}

    /** A page. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Page<T>(List<T> items, @Nullable String next) {}

    private OpsDocuments() {}
}
