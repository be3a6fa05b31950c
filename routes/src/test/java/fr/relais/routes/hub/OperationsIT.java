package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperationsIT extends HubTest {

    private static final String WHY = "{\"reason\": \"essai de reprise\"}";

    /** What failed waits for its engineer, unless the system itself names a time. */
    @Override
    String[] settings() {
        return new String[] {"--relais.delivery.retry-delays=1h", "--relais.delivery.longest-retry-delay=1h"};
    }

    /** Finance answers its proxy's page with 200: the engineer finds it, sees it without the person, and sends again after. */
    @Test
    void leadsFromALaneThatAilsToTheMaskedExchangeAndToOneReplay() {
        finance.fail(FaultMode.HTTP_200_HTML);
        var submission = portal.submit(nominalOf("PANNE-HTML-TEST"));
        submission.becomes("PARTIAL");
        var delivery = read("/ops/v1/deliveries?lane=finance&state=PENDING")
                .path("items")
                .path(0);
        assertThat(delivery.path("key").asString()).isEqualTo(submission.key(2));
        assertThat(delivery.path("cause").asString()).isEqualTo("read-http-200-not-soap");

        var whole = read("/ops/v1/deliveries/" + delivery.path("id").asString());
        var exchange = whole.path("attempts").path(0).path("exchange");
        assertThat(exchange.path("request").asString()).contains("rechercherTiers", "•••");
        assertThat(exchange.path("response").asString()).contains("serveur mandataire");
        assertThat(whole.path("attempts").path(0).path("contentType").asString())
                .startsWith("text/html");
        assertThat(whole.toString()).doesNotContain("PANNE-HTML-TEST", "1980-05-17", "FR76");

        finance.recover();
        var replayed = act("/ops/v1/deliveries/" + delivery.path("id").asString() + "/replay", WHY);
        assertThat(replayed.statusCode()).as(replayed.body()).isEqualTo(200);
        submission.becomes("DELIVERED");
        assertThat(finance.records(submission.key(2))).hasSize(1);
        assertThat(acts()).contains("exploitation replay " + submission.key(2));
    }

    @Test
    void explainsInTwoCommandsAndRepairsInAThird() throws Exception {
        var submission = parked("COMMANDE-TEST");
        assertThat(portal.ops(0, "status"))
                .contains("finance : 1 × PARKED (deadline)", "explain " + submission.reference());
        assertThat(portal.ops(0, "explain", submission.reference()))
                .contains("NEEDS_ATTENTION", "http-503", "rechercherTiers", "Réessayez plus tard", "« replay »")
                .doesNotContain("COMMANDE-TEST");
        assertThat(portal.ops(0, "deliveries", "PARKED", "finance")).contains(name(submission));
        assertThat(portal.ops(0, "replay", name(submission), "finance", "rétablie"))
                .contains("PENDING");
        submission.becomes("DELIVERED");
        assertThat(portal.ops(0, "pause", "social", "sauvegarde")).contains("social : PAUSED");
        assertThat(portal.ops(0, "lanes")).contains("PAUSED", "prévenir");
        assertThat(portal.ops(0, "resume", "social", "sauvegarde finie")).contains("social : RUNNING");
        portal.ops(1, "explain", "R26-2222-2223");
        portal.ops(1, "skip", name(submission), "trop tard");
        portal.ops(64, "frobnicate");
        portal.ops(64, "resume", "social");
    }

    @Test
    void writesDownWhatTheServiceSaidWordForWord() throws Exception {
        var submission = parked("PAROLE-TEST");
        portal.ops(0, "resolve", name(submission), "DELIVERED", "--reference", "T-0042", "vu", "au", "téléphone");
        assertThat(submission.status().path("deliveries").toString()).contains("\"targetReference\":\"T-0042\"");
        assertThat(portal.ops(0, "explain", submission.reference()))
                .contains("resolve par exploitation", "« vu au téléphone »");
        var other = parked("PAROLE-AUTRE-TEST");
        portal.ops(0, "resolve", name(other), "DECLINED", "reçue", "par", "courrier");
        assertThat(portal.ops(0, "explain", other.reference())).contains("« reçue par courrier »");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\": \"essai\", \"zzz\": 1} | 400 | unknown-member",
                "{\"reason\": \"essai\", \"reason\": \"deux\"} | 400 | malformed-json",
                "[] | 400 | malformed-json"
            })
    void takesNoOrderThatIsNone(String order, int status, String code) {
        var answer = act("/ops/v1/lanes/social/pause", order);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo(code);
        assertThat(act("/ops/v1/lanes/social/pause", "{\"reason\": \"" + "x".repeat(1 << 20) + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(lane("social").path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void saysThatACauseIsNone() {
        assertThat(portal.get("/ops/v1/deliveries?cause=%00", "exploitation").statusCode())
                .isEqualTo(400);
    }

    @Test
    void pausesALaneAndLetsWhatWaitsGoWhenItIsResumed() {
        assertThat(act("/ops/v1/lanes/social/pause", WHY).statusCode()).isEqualTo(200);
        assertThat(act("/ops/v1/lanes/social/pause", WHY).statusCode()).isEqualTo(409);
        var submission = portal.submit(nominalOf("PAUSE-TEST"));
        submission.deliveryBecomes("finance", "DELIVERED");
        assertThat(submission.state("social")).isEqualTo("PENDING");
        var lane = lane("social");
        assertThat(lane.path("state").asString()).isEqualTo("PAUSED");
        assertThat(lane.path("backlog").intValue()).isPositive();
        assertThat(lane.path("oldestAt").isNull()).isFalse();

        assertThat(act("/ops/v1/lanes/social/resume", WHY).statusCode()).isEqualTo(200);
        submission.becomes("DELIVERED");
        assertThat(lane("social").path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void replaysAParkedDeliveryOnceHoweverOftenItIsAsked() throws Exception {
        var submission = parked("REPRISE-TEST");
        assertThat(lane("finance").path("stuck").toString()).contains("PARKED", "deadline");
        var replay = "/ops/v1/deliveries/" + name(submission) + "/replay";
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(Collections.<Callable<Integer>>nCopies(
                    8, () -> act(replay, WHY).statusCode()));
            var statuses = new ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        }
        submission.becomes("DELIVERED");
        assertThat(finance.records(submission.key(2))).hasSize(1);
        assertThat(act(replay, WHY).statusCode()).as("at its end").isEqualTo(409);
    }

    /** Whoever restores a back-office from yesterday's backup has lost what was delivered since. */
    @Test
    void sendsAgainByForceWhatItsSystemHasLost() throws Exception {
        var submission = portal.submit(nominalOf("PERDUE-TEST"));
        submission.becomes("DELIVERED");
        var replay = "/ops/v1/deliveries/" + name(submission) + "/replay";
        assertThat(act(replay, WHY).body()).contains("« force »");
        assertThat(portal.ops(0, "replay", name(submission), "--perdue", "en", "fait", "elle", "y", "est"))
                .containsAnyOf("PENDING", "SENDING", "DELIVERED"); // it may be on its way already
        submission.becomes("DELIVERED");
        assertThat(finance.records(submission.key(2))).as("it was there still").hasSize(1);

        finance.forget();
        portal.ops(0, "replay", name(submission), "--perdue", "sauvegarde", "restaurée");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> finance.records(submission.key(2)).size() == 1);
        submission.becomes("DELIVERED");
        assertThat(acts()).contains("exploitation force " + submission.key(2));
    }

    /** Else the older one, applied last, would undo the newer. */
    @Test
    void replaysInItsTurn() {
        finance.fail(FaultMode.HTTP_503);
        var first = portal.submit(nominalOf("TOUR-TEST"));
        first.becomes("PARTIAL");
        var second = portal.submit(nominalOf("TOUR-TEST"));
        parkWhileOpen(second);
        assertThat(json(act("/ops/v1/deliveries/" + name(second) + "/replay", WHY)
                                .body())
                        .path("state")
                        .asString())
                .isEqualTo("WAITING");
        finance.recover();
        clock.advance(Duration.ofMinutes(1));
        second.becomes("DELIVERED");
        assertThat(finance.records())
                .extracting(record -> record.cleRelais())
                .containsSubsequence(first.key(2), second.key(2));
    }

    @Test
    void asksFirstBeforeItReplaysWhatMayHaveBeenApplied() {
        var doubted = doubted("DOUTE-TEST");
        var asked = finance.calls(doubted.key(2), "rechercherOperation");
        assertThat(json(act("/ops/v1/deliveries/" + name(doubted) + "/replay", WHY)
                                .body())
                        .path("state")
                        .asString())
                .isEqualTo("UNKNOWN");
        assertThat(finance.calls(doubted.key(2), "modifierCoordonneesBancaires"))
                .isEqualTo(1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> finance.calls(doubted.key(2), "rechercherOperation") > asked);
        clock.advance(Duration.ofMinutes(3));
        doubted.becomes("DELIVERED");
        assertThat(finance.records(doubted.key(2))).hasSize(1);
    }

    @Test
    void replaysAtOnceWhatTheServiceSaysWasNotApplied() {
        var doubted = doubted("DIT-TEST");
        var order = "{\"reason\": \"vu avec le service\", \"notApplied\": true}";
        assertThat(json(act("/ops/v1/deliveries/" + name(doubted) + "/replay", order)
                                .body())
                        .path("state")
                        .asString())
                .isIn("PENDING", "SENDING", "DELIVERED");
        doubted.becomes("DELIVERED");
        assertThat(finance.records(doubted.key(2))).hasSize(1);
    }

    /** Parked at its deadline while it is unknown whether finance applied it. */
    private Portal.Submission doubted(String name) {
        finance.fail(Fault.of(FaultMode.APPLY_LATE).times(1).after(Duration.ofMinutes(10)));
        var submission = portal.submit(nominalOf(name));
        submission.deliveryBecomes("finance", "UNKNOWN");
        parkWhileOpen(submission);
        return submission;
    }

    private void parkWhileOpen(Portal.Submission submission) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            jdbc().sql("""
                            update delivery set deadline_at = received_at - interval '1 day'
                            from submission s
                            where s.id = submission_id and s.reference = :reference and connector = 'finance'
                              and state in ('WAITING', 'PENDING', 'UNKNOWN')
                            """).param("reference", submission.reference()).update();
            return submission.state("finance").equals("PARKED");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "\"x\"", "{\"reason\": {}}"})
    void saysThatAnOrderIsNone(String order) {
        assertThat(act("/ops/v1/lanes/social/pause", order).statusCode()).isEqualTo(400);
    }

    @Test
    void skipsWhatWillNeverBeSentAndLetsTheNextGo() {
        var first = parked("ABANDON-TEST");
        var second = portal.submit(nominalOf("ABANDON-TEST"));
        second.deliveryBecomes("social", "DELIVERED");
        assertThat(second.state("finance")).isEqualTo("WAITING");
        assertThat(act("/ops/v1/deliveries/" + name(first) + "/skip", WHY).statusCode())
                .isEqualTo(200);
        assertThat(first.becomes("DELIVERED").path("progress").toString())
                .isEqualTo("{\"delivered\":1,\"concerned\":1}");
        second.becomes("DELIVERED");
        assertThat(finance.records(first.key(2))).isEmpty();
    }

    @Test
    void takesTheServicesWordForWhatNobodyElseCanTell() {
        var submission = parked("PAROLE-TEST");
        var answer = act(
                "/ops/v1/deliveries/" + name(submission) + "/resolve",
                "{\"reason\": \"vu au guichet\", \"outcome\": \"DELIVERED\", \"targetReference\": \"F-77\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(submission.becomes("DELIVERED").path("deliveries").toString())
                .contains("F-77");
        assertThat(finance.records(submission.key(2))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\": \"  \"}", "{\"reason\": \"x\"}"})
    void doesNothingWithoutAReason(String order) {
        var answer = act("/ops/v1/lanes/social/pause", order);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(lane("social").path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void isClosedToPortals() {
        for (var path : List.of("/ops/v1/lanes", "/ops/v1/deliveries", "/ops/v1/submissions?q=R26")) {
            assertThat(portal.get(path, "portail-demo").statusCode()).isEqualTo(403);
        }
        var pause = portal.send(portal.request("/ops/v1/lanes/social/pause", "portail-demo")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(WHY)));
        assertThat(pause.statusCode()).isEqualTo(403);
        assertThat(lane("social").path("state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void findsAnybodysSubmissionByWhatTheCitizenSpellsOut() {
        var submission = portal.submit(nominalOf("GUICHET-TEST"));
        submission.becomes("DELIVERED");
        var spoken = submission.reference().toLowerCase().replace("-", "");
        assertThat(read("/ops/v1/submissions?q=" + spoken)
                        .path("items")
                        .path(0)
                        .path("reference")
                        .asString())
                .isEqualTo(submission.reference());
        assertThat(read("/ops/v1/submissions?q=R26-2222-2223").path("items")).isEmpty();
        assertThat(portal.get("/ops/v1/deliveries/R26-2222-2223-1", "exploitation")
                        .statusCode())
                .isEqualTo(404);
    }

    /** One whose deadline passed while finance asked for patience. */
    private Portal.Submission parked(String name) {
        finance.fail(FaultMode.HTTP_503);
        var submission = portal.submit(nominalOf(name));
        submission.becomes("PARTIAL");
        parkWhileOpen(submission);
        finance.recover();
        return submission;
    }

    private static String name(Portal.Submission submission) {
        return submission.reference() + "-2";
    }

    private JsonNode lane(String id) {
        for (var lane : read("/ops/v1/lanes").path("items")) {
            if (lane.path("id").asString().equals(id)) {
                return lane;
            }
        }
        throw new AssertionError("no lane " + id);
    }

    private List<String> acts() {
        return jdbc().sql("select actor || ' ' || verb || ' ' || subject from act")
                .query(String.class)
                .list();
    }

    private JsonNode read(String path) {
        var answer = portal.get(path, "exploitation");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private HttpResponse<String> act(String path, String order) {
        return portal.order(path, order);
    }
}
