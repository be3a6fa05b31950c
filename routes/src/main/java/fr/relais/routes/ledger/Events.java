package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the submission's standing and what led to it: always together, in the caller's transaction, its row locked. */
final class Events {

    private final RoundTrips trips;

    Events(RoundTrips trips) {
        this.trips = trips;
    }

    /** What happened to a delivery or to the whole, and what its submission has come to by that. */
    void tell(long submissionId, EventKind kind, @Nullable ConnectorId connector, @Nullable String code, Instant now) {
        trips.run(telling(submissionId, trips.run(Submissions.parts(submissionId)), kind, connector, code, now));
    }

    /**
     * Tells of it.
     *
     * @param parts as they are after it
     */
    static Step<Integer> telling(
            long submissionId,
            List<SubmissionStatus.Part> parts,
            EventKind kind,
            @Nullable ConnectorId connector,
            @Nullable String code,
            Instant now) {
        return Step.update("""
                        with standing as (
                            update submission
                            set status = :status, final = :final, updated_at = :now, last_seq = last_seq + 1
                            where id = :submission
                            returning authority_id, last_seq)
                        insert into event (authority_id, submission_id, seq, kind, visibility, connector, code, at)
                        select authority_id, :submission, last_seq, :kind, :visibility, :connector, :code, :now
                        from standing
                        """)
                .param("submission", submissionId)
                .param("status", SubmissionStatus.of(parts).name())
                .param("final", SubmissionStatus.isFinal(parts))
                .param("kind", kind.code())
                .param("visibility", kind.visibility().name())
                .param("connector", connector == null ? null : connector.value())
                .param("code", code)
                .param("now", Sql.at(now));
    }
}
