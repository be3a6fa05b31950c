package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominal;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.FactSource;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Bundles;
import fr.relais.routes.ledger.Vault;
import fr.relais.routes.teleservices.ChangingTeleservices;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

class IntakeIT extends HubTest {

    @Override
    Class<?> variation() {
        return Changing.class;
    }

    @AfterEach
    void restore() {
        bean(ChangingTeleservices.class).restore();
    }

    @Test
    @DisplayName("S23: the same content, however written, is answered with the same bytes")
    void answersAReplayWithTheSameBytes() {
        var key = UUID.randomUUID().toString();
        var first = portal.post(nominal(), key);
        var form = "\"form\": {";
        assertThat(nominal()).contains(form, "\"canal\": \"portail\",");
        var reordered = nominal()
                .replace("\"canal\": \"portail\",", "")
                .replace(form, "\"canal\": \"portail\", " + form)
                .replace(" ", "");
        var again = portal.post(reordered, key);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "teleservice.yml  | lifecycle: published | lifecycle: suspended | 403 | teleservice-suspended",
                "teleservice.yml  | version: \"1\"         | version: \"2\"         | 410 | teleservice-version-retired",
                "form.schema.json | `\"titulaire\",\n    \"iban\"` | `\"titulaire\",\n    \"bic\"` | 422 | form-invalid"
            })
    void answersAReplayWithTheSameBytesWhateverBecameOfTheTeleservice(
            String file, String was, String becomes, int status, String code) {
        var key = UUID.randomUUID().toString();
        var body = nominal().replaceFirst("\\{", "{\"version\": \"1\",").replaceFirst(",\\s*\"bic\": \"[A-Z]+\"", "");
        var first = portal.post(body, key);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        bean(ChangingTeleservices.class).change("changement-rib", file, was, becomes);

        refused(portal.post(body, UUID.randomUUID().toString()), status, code);
        var again = portal.post(body, key);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void answersAReplayEvenWhenTheTeleserviceIsGone() {
        var key = UUID.randomUUID().toString();
        var first = portal.post(nominal(), key);
        bean(ChangingTeleservices.class).withdraw("changement-rib");
        refused(portal.post(nominal(), UUID.randomUUID().toString()), 404, "not-found");
        assertThat(portal.post(nominal(), key).body()).isEqualTo(first.body());
    }

    @Test
    void keepsOneSubmissionWhenFiftyPostTheSameAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();
        long before = submissions();
        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers = IntStream.range(0, 50)
                    .mapToObj(n -> threads.submit(() -> portal.post(nominalOf("COURSE-TEST"), key)))
                    .toList();
            var bodies = new HashSet<String>();
            for (var answer : answers) {
                var response = answer.get();
                assertThat(response.statusCode()).isIn(202, 409, 503); // or too many for a small machine
                if (response.statusCode() == 202) {
                    bodies.add(response.body());
                }
            }
            assertThat(bodies).hasSize(1);
        }
        assertThat(submissions()).isEqualTo(before + 1);
    }

    @Test
    void asksForPatienceWhileTheFirstIsStillRunning() throws Exception {
        var key = UUID.randomUUID().toString();
        try (var first = bean(DataSource.class).getConnection()) {
            first.setAutoCommit(false);
            try (var insert = first.prepareStatement(
                    "insert into idempotency_key values (1, 'portail-demo', 'changement-rib', ?, '', ?, null, now())")) {
                insert.setBytes(1, bean(Vault.class).hmac("idempotency-key", key.getBytes(StandardCharsets.US_ASCII)));
                insert.setObject(2, UUID.randomUUID());
                insert.executeUpdate();
            }
            var second = portal.post(nominal(), key);
            refused(second, 409, "request-in-progress");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            first.rollback();
        }
        assertThat(portal.post(nominal(), key).statusCode()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachments | [{\"id\": \"x\", \"type\": \"rib\"}] | attachments-not-accepted",
                "proofs | {\"/form/iban\": \"x.y.z\"} | form-invalid"
            })
    void refusesWhatWouldGoNowhere(String member, String value, String code) {
        var body = nominal().replaceFirst("\\{", "{\"" + member + "\": " + value + ",");
        refused(portal.post(body, UUID.randomUUID().toString()), 422, code);
        var empty = value.startsWith("[") ? "[]" : "{}";
        assertThat(portal.post(
                                nominal().replaceFirst("\\{", "{\"" + member + "\": " + empty + ","),
                                UUID.randomUUID().toString())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    @DisplayName("S22: the same key with other content is refused, and the first stands untouched")
    void refusesAKeyUsedForOtherContent() {
        var key = UUID.randomUUID().toString();
        var first = portal.post(nominal(), key);
        long kept = submissions();
        refused(portal.post(nominalOf("AUTRE-TEST"), key), 422, "idempotency-key-reused");
        assertThat(submissions()).isEqualTo(kept);
        assertThat(portal.post(nominal(), key).body()).isEqualTo(first.body());
    }

    @Test
    void keepsNothingOfAFormWithProblemsAndLocatesThem() {
        long before = submissions();
        var key = UUID.randomUUID().toString();
        var answer = portal.post(nominal().replace("FR7630006000011234567890189", "FR7630006000011234567890188"), key);
        refused(answer, 422, "form-invalid");
        assertThat(json(answer.body()).path("errors").path(0).path("pointer").asString())
                .isEqualTo("/form/iban");
        assertThat(answer.body()).doesNotContain("90188");
        assertThat(submissions()).isEqualTo(before);
        assertThat(portal.post(nominal(), key).statusCode())
                .as("the key was not consumed")
                .isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                        | 400 | malformed-json",
                "[]                                       | 400 | malformed-json",
                "{\"canal\":\"portail\",\"canal\":\"papier\"} | 400 | malformed-json",
                "{\"status\":\"DELIVERED\"}                 | 400 | unknown-member",
                "{}                                       | 422 | form-invalid"
            })
    void refusesABodyThatIsNone(String body, int status, String code) {
        refused(portal.post(body, UUID.randomUUID().toString()), status, code);
    }

    /** Each would come back from a back-office as a defect of ours, or fool an agent's eyes. */
    @ParameterizedTest
    @DisplayName("S18, S19: characters XML can't carry, lone surrogates and overrides of direction")
    @ValueSource(
            strings = {"\\u0000", "\\u0007", "\\u0085", "\\ufffe", "\\u202e", "\\u2067", "\\ud800", "\\udbff\\udfff"})
    void refusesATextWithACharacterThatMayNotBeInOne(String character) {
        long before = submissions();
        var answer = portal.post(
                nominalOf("DU" + character + "PONT"), UUID.randomUUID().toString());
        refused(answer, 422, "form-invalid");
        assertThat(json(answer.body()).path("errors").toString())
                .contains("/usager/identite/family_name", "forbidden-character");
        assertThat(submissions()).isEqualTo(before);
    }

    @Test
    @DisplayName("S19: NFD and NFC are one text, and NFC is kept")
    void takesTheSameTextInAnyUnicodeFormForTheSame() {
        var key = UUID.randomUUID().toString();
        var composed = portal.post(nominalOf("CAF\u00c9-TEST"), key);
        var decomposed = portal.post(nominalOf("CAFE\u0301-TEST"), key);
        assertThat(decomposed.statusCode()).isEqualTo(202);
        assertThat(decomposed.body()).isEqualTo(composed.body());

        var submission = portal.submit(nominalOf("CAFE\u0301-TEST"));
        submission.becomes("DELIVERED");
        assertThat(new String(social.bodies(submission.key(1)).getFirst(), StandardCharsets.UTF_8))
                .contains("CAF\u00c9-TEST");
    }

    @ParameterizedTest
    @CsvSource({
        "2016-12-31T18:59:60-05:00, date-time-invalid",
        "2016-12-31T23:59:59+23:00, date-time-invalid",
        "+12016-12-31T23:59:59Z, date-time-invalid",
        "2999-01-01T00:00:00Z, in-the-future"
    })
    void refusesADepositThatIsNoTimeOrLiesAhead(String time, String code) {
        var body = nominal().replaceFirst("\\{", "{\"submittedAt\": \"" + time + "\",");
        var answer = portal.post(body, UUID.randomUUID().toString());
        refused(answer, 422, "form-invalid");
        assertThat(json(answer.body()).path("errors").toString()).contains("\"/submittedAt\"", code);
    }

    @Test
    void refusesNamesLongerThanAnyBackOfficeHolds() {
        var names = "[\"" + "x".repeat(80) + "\",\"" + "y".repeat(80) + "\",\"" + "z".repeat(80) + "\"]";
        var body = nominal().replaceFirst("\"given_name\"", "\"given_name_array\": " + names + ", \"given_name\"");
        refused(portal.post(body, UUID.randomUUID().toString()), 422, "form-invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /api/v1/personne/DUPONT-TEST                          | application/json | application/json | 404 | not-found",
                "GET    | /api/v1/teleservices                                  | application/json | application/xml  | 406 | not-acceptable",
                "POST   | /api/v1/teleservices/changement-rib/submissions       | application/xml  | application/json | 415 | unsupported-media-type",
                "DELETE | /api/v1/teleservices/changement-rib/submissions       | application/json | application/json | 405 | method-not-allowed",
                "POST   | /api/v1/teleservices/changement-rib/submissions       | text/plain       | application/json | 415 | unsupported-media-type",
                "POST   | /api/v1/teleservices/changement-rib/submissions       | application/json | text/html        | 406 | not-acceptable"
            })
    @DisplayName("S47: an unknown path, method or media type is a problem of its own")
    void refusesWhatTheApiDoesNotOfferWithAProblemOfItsOwnEchoingNothing(
            String method, String path, String type, String accepted, int status, String code) {
        var answer = portal.send(portal.request(path, "portail-demo")
                .method(method, HttpRequest.BodyPublishers.ofString(method.equals("POST") ? nominal() : ""))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Content-Type", type)
                .header("Accept", accepted));
        refused(answer, status, code);
        assertThat(answer.body()).doesNotContain("DUPONT-TEST");
    }

    @Test
    void opensATeleserviceToItsAudiencesOnly() {
        refused(
                portal.postAs("portail-college", nominal(), UUID.randomUUID().toString()),
                403,
                "teleservice-not-granted");
        refused(portal.postAs("exploitation", nominal(), UUID.randomUUID().toString()), 403, "forbidden");
    }

    @Test
    void refusesWhoeverShowsNoToken() {
        var answer = portal.send(HttpRequest.newBuilder(portal.address("/api/v1/submissions/" + UUID.randomUUID())));
        refused(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void showsASubmissionToItsPortalOnly() {
        var id = json(portal.post(nominal(), UUID.randomUUID().toString()).body())
                .path("id")
                .asString();
        refused(portal.get("/api/v1/submissions/" + id, "portail-college"), 404, "not-found");
        refused(portal.get("/api/v1/submissions/" + UUID.randomUUID(), "portail-demo"), 404, "not-found");
    }

    @Test
    void refusesAWeakIdentity() {
        refused(
                portal.post(
                        nominal().replace("\"franceconnect\"", "\"declare\""),
                        UUID.randomUUID().toString()),
                403,
                "assurance-too-low");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        refused(
                portal.post(
                        "{\"x\":\"" + "x".repeat(1 << 20) + "\"}",
                        UUID.randomUUID().toString()),
                413,
                "too-large");
    }

    private long submissions() {
        return jdbc().sql("select count(*) from submission").query(Long.class).single();
    }

    private static void refused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(json(answer.body()).path("code").asString()).isEqualTo(code);
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Changing {

        @Bean
        @Primary
        ChangingTeleservices changingTeleservices(
                LaneRegistry lanes, List<FactSource> sources, Bundles bundles, Clock clock) throws IOException {
            return new ChangingTeleservices(lanes, sources, bundles, clock);
        }
    }
}
