package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A translator with a defect parks what it is given; once it is corrected, all of it goes by one order. */
class ReplaySetIT extends HubTest {

    private static final int PERSONS = 100;
    private static final int TWICE = 20;
    private static final String UNFIT = "\"lane\": \"finance\", \"cause\": \"unfit-dossier\"";

    @Override
    Class<?> variation() {
        return FaultyTranslator.class;
    }

    @Test
    void bringsAHundredToTheirSystemOnceAndInOrder() throws Exception {
        FaultyTranslator.breaks(true);
        var first = submissions(PERSONS);
        await().atMost(Duration.ofSeconds(120)).until(() -> count("PARKED") == PERSONS);
        var second = submissions(TWICE);
        await().atMost(Duration.ofSeconds(60)).until(() -> count("WAITING") == TWICE);
        assertThat(page(true).path("items").path(0).path("why").asString())
                .as("not corrected yet")
                .contains("cvc-pattern-valid at iban");

        FaultyTranslator.breaks(false);
        var rehearsed = page(true);
        assertThat(rehearsed.path("items")).hasSize(PERSONS).allSatisfy(item -> {
            assertThat(item.path("becomes").asString()).isEqualTo("PENDING");
            assertThat(item.path("message").asString()).contains("modifierCoordonneesBancaires", "•••");
            assertThat(item.toString()).doesNotContain("CENT-TEST", "FR76");
        });
        assertThat(count("PARKED")).as("a dry run changes nothing").isEqualTo(PERSONS);
        assertThat(portal.ops(0, "replay-set", "--voie", "finance", "--cause", "unfit-dossier"))
                .contains("100 partiraient, 0 resteraient.");

        assertThat(twoAtOnce()).as("each goes by one order").isEqualTo(PERSONS);
        Stream.concat(first.stream(), second.stream()).forEach(submission -> submission.becomes("DELIVERED"));
        var applied = system("finance").records().stream()
                .map(record -> record.cleRelais())
                .toList();
        assertThat(applied).doesNotHaveDuplicates().hasSize(PERSONS + TWICE);
        IntStream.range(0, TWICE)
                .forEach(person -> assertThat(applied)
                        .containsSubsequence(
                                first.get(person).key(2), second.get(person).key(2)));
        assertThat(jdbc().sql("select count(*) from act where verb = 'replay'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(PERSONS);
    }

    private List<Portal.Submission> submissions(int persons) {
        return IntStream.range(0, persons)
                .mapToObj(person -> portal.submit(
                        nominalOf("CENT-TEST-" + (char) ('A' + person / 26) + (char) ('A' + person % 26))))
                .toList();
    }

    private int twoAtOnce() throws Exception {
        try (var engineers = Executors.newFixedThreadPool(2)) {
            var orders = new ArrayList<Future<JsonNode>>();
            for (int engineer = 0; engineer < 2; engineer++) {
                orders.add(engineers.submit(() -> page(false)));
            }
            int moved = 0;
            for (var order : orders) {
                moved += (int) order.get()
                        .path("items")
                        .valueStream()
                        .filter(item -> !item.path("becomes").isNull())
                        .count();
            }
            return moved;
        }
    }

    private JsonNode page(boolean dryRun) {
        var order = "{\"reason\": \"traducteur corrigé\", \"dryRun\": " + dryRun + ", " + UNFIT + "}";
        var answer = portal.send(portal.request("/ops/v1/replays", "exploitation")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(order)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private int count(String state) {
        return jdbc().sql("select count(*) from delivery where connector = 'finance' and state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }
}
