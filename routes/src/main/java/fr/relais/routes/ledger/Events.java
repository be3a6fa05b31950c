package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the submission's standing and what led to it: always together, in the caller's transaction, its row locked. */
final class Events {

    private final JdbcClient jdbc;
    private final Submissions submissions;

    Events(JdbcClient jdbc, Submissions submissions) {
        this.jdbc = jdbc;
        this.submissions = submissions;
    }

    /** What happened to a delivery or to the whole, and what its submission has come to by that. */
    void tell(long submissionId, EventKind kind, @Nullable ConnectorId connector, @Nullable String code, Instant now) {
        var parts = submissions.parts(submissionId);
        jdbc.sql("""
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
                .param("now", Sql.at(now))
                .update();
    }
}
