package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.gate.FaultMode;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a hub keeps of a person ends with its téléservice's retention. */
class RetentionIT extends HubTest {

    private static final Duration RETENTION = Duration.ofDays(2 * 366);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    String[] settings() {
        return new String[] {"--relais.retention.every=100ms"};
    }

    @Test
    void erasesThePersonAndRemembersOnlyThatTheKeyWasUsed() {
        var key = UUID.randomUUID().toString();
        var body = nominalOf("OUBLI-TEST");
        var submission = portal.watch(portal.post(body, key));
        submission.becomes("DELIVERED");
        assertThat(sealed(submission)).isPositive();

        clock.advance(RETENTION);
        await().atMost(PATIENCE).until(() -> sealed(submission) == 0);

        var again = portal.post(body, key);
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(json(again.body()).path("code").asString()).isEqualTo("submission-expired");
        assertThat(portal.post(nominalOf("AUTRE-TEST"), key).statusCode())
                .as("with other content, nobody can tell any more")
                .isEqualTo(410);
        assertThat(portal.get(submission.path(), "portail-demo").statusCode()).isEqualTo(410);
        assertThat(portal.get(submission.path(), "portail-college").statusCode())
                .as("another portal still learns nothing")
                .isEqualTo(404);
        assertThat(portal.get("/api/v1/submissions?reference=" + submission.reference(), "portail-demo")
                        .body())
                .contains("\"items\":[]");
        assertThat(left("""
                select person_key || coalesce(portal_reference_key, '') from submission where reference = :reference
                union all select order_key || coalesce(target_reference, '')::bytea
                          from delivery join submission s on s.id = submission_id where s.reference = :reference
                union all select content_hmac || coalesce(receipt, '') from idempotency_key k
                          join submission s using (public_id) where s.reference = :reference
                """, submission)).isZero();
        assertThat(portal.post(body, UUID.randomUUID().toString()).statusCode())
                .as("a new key is a new request")
                .isEqualTo(202);
    }

    @Test
    void keepsWhatIsStillOwedAndForgetsWhyWhoeverActed() {
        finance.fail(FaultMode.HTTP_503);
        var submission = portal.submit(nominalOf("RESTE-TEST"));
        submission.becomes("PARTIAL");
        clock.advance(RETENTION);
        submission.deliveryBecomes("finance", "PARKED");
        assertThat(sealed(submission)).isPositive();

        var skip = portal.send(
                portal.request("/ops/v1/deliveries/" + submission.key(2).replace('/', '-') + "/skip", "exploitation")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\": \"parti, dit M. RESTE-TEST\"}")));
        assertThat(skip.statusCode()).as(skip.body()).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> sealed(submission) == 0);
        assertThat(jdbc().sql("select count(*) from act where subject = :key and reason_id is null")
                        .param("key", submission.key(2))
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    private int sealed(Portal.Submission submission) {
        return jdbc().sql("""
                        select count(*) from sealed join submission on public_id = owner where reference = :reference
                        """)
                .param("reference", submission.reference())
                .query(Integer.class)
                .single();
    }

    /** How many bytes these columns hold yet. */
    private long left(String columns, Portal.Submission submission) {
        return jdbc().sql("select sum(length(bytes)) from (" + columns + ") as kept(bytes)")
                .param("reference", submission.reference())
                .query(Long.class)
                .single();
    }
}
