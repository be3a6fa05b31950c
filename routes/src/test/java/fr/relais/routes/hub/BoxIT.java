package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Purge;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.util.FileSystemUtils;

/** A service without software: its agents work in the box at the hub, and the citizen sees each step as of any back-office. */
class BoxIT extends HubTest {

    private static final Path SHIPPED = Path.of("../mappings/src/main/resources/teleservices/aide-permis");
    private static final String PASSWORD = "un-mot-de-passe";
    private static final byte[] DEVIS =
            "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        var hash = new BCryptPasswordEncoder(10).encode(PASSWORD);
        return new String[] {
            "--relais.teleservices.locations=" + location,
            "--relais.teleservices.check-every=100ms",
            "--relais.connectors.boite.name=Service insertion",
            "--relais.accounts.claude.password=" + hash,
            "--relais.accounts.claude.roles=agent",
            "--relais.accounts.sacha.password=" + hash,
            "--relais.accounts.sacha.roles=agent",
            "--relais.accounts.ingrid.password=" + hash,
            "--relais.accounts.ingrid.roles=engineer"
        };
    }

    @BeforeAll
    void offer() throws IOException {
        offer("aide-decidee", "decidedBy: boite\n");
        offer("aide-simple", "");
    }

    private void offer(String id, String besides) throws IOException {
        var folder = location.resolve(id);
        FileSystemUtils.copyRecursively(SHIPPED, folder);
        var definition = folder.resolve("teleservice.yml");
        Files.writeString(
                definition,
                Files.readString(definition)
                                .replace("id: aide-permis", "id: " + id)
                                .replace("system: depot, operation: depot", "system: boite, operation: instruction")
                        + besides);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bean(Teleservices.class).find(id).isPresent());
    }

    @Test
    void isTakenCompletedAndGrantedWithAStatusForEachStep() {
        var submission = submit("aide-decidee", "BOITE-TEST");
        submission.becomes("DELIVERED");
        assertThat(submission.status().path("final").asBoolean())
                .as("a decision is awaited")
                .isFalse();
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/console"));
            browser.type("#username", "claude");
            browser.type("#password", PASSWORD + "\n");
            assertThat(browser.see("main").getText())
                    .contains("Boîte du service", submission.reference(), "à prendre")
                    .doesNotContain("BOITE-TEST");
            browser.keepPicture("console-boite");
            assertThat(browser.barriers()).isEmpty();

            browser.click("a[href='/demandes/" + name(submission) + "']");
            assertThat(browser.shows("a[href$='demande.pdf']"))
                    .as("before it is taken")
                    .isFalse();
            browser.click("main form button");
            browser.see("a[href$='demande.pdf']");
            submission.tells("delivery.taken", "boite");
            browser.keepPicture("console-demande-prise");
            assertThat(browser.barriers()).isEmpty();

            browser.click("form[action$='/piece'] button");
            browser.seeText(".told", "La pièce est demandée");
            assertThat(browser.seeText("#pieces ~ ul", "Devis de l'auto-école")).contains("attendue");
            assertThat(submission.status().path("requests").toString())
                    .contains("\"type\":\"devis\"", "\"target\":\"boite\"", "Devis de l'auto-école");
            assertThat(submission.status().path("wording").path("detail").asString())
                    .contains("Le service insertion attend une pièce de votre part : Devis de l'auto-école.");

            var sent = complement(submission, portal.attach(DEVIS), "devis");
            assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
            assertThat(json(sent.body()).path("requests")).isEmpty();
            submission.tells("document.received", "boite");
            browser.visit(portal.address("/demandes/" + name(submission)));
            assertThat(browser.see("main").getText()).contains("Pièce 1 : Devis de l'auto-école", "reçue");

            browser.click("#d-PARTLY_GRANTED");
            browser.type("#decision", "Plafond du barème\n");
            browser.seeText(".told", "La décision est enregistrée");
            browser.dark(true);
            browser.keepPicture("console-demande-decidee-sombre");
            assertThat(browser.barriers()).isEmpty();
            browser.dark(false);
            browser.visit(portal.address("/console/boite?etape=CLOSED"));
            assertThat(browser.see("tbody").getText()).contains(submission.reference(), "claude");
        }
        var status = submission.status();
        assertThat(status.path("decision").path("outcome").asString()).isEqualTo("PARTLY_GRANTED");
        assertThat(status.path("final").asBoolean()).isTrue();
        assertThat(status.toString()).doesNotContain("Plafond");
        assertThat(acts(submission)).containsExactly("open claude", "ask claude", "decide claude");
    }

    @Test
    void isDoneWithByAnotherAgentWhereNoDecisionIsAwaited() {
        var submission = submit("aide-simple", "SIMPLE-TEST");
        submission.becomes("DELIVERED");
        var path = "/demandes/" + name(submission);
        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        claude.get(path);
        claude.post(path, Map.of());
        var sacha = Visitor.signedIn(portal, "sacha", PASSWORD);
        assertThat(sacha.get(path).body()).contains("M’en occuper").doesNotContain("/cloture");
        sacha.post(path, Map.of());
        assertThat(sacha.get(path).body()).as("seen when nobody had it").contains("Rien n’a été fait");
        sacha.post(path, Map.of("de", "claude"));
        assertThat(sacha.get(path).body()).contains("/cloture").doesNotContain("/decision");
        sacha.post(path + "/decision", Map.of("outcome", "GRANTED", "reason", "rien n'est attendu"));
        assertThat(sacha.get(path).body()).contains("Rien n’a été fait");
        assertThat(submission.status().path("decision").isNull()).isTrue();
        sacha.post(path + "/cloture", Map.of("reason", " "));
        assertThat(sacha.get(path).body()).contains("donnez un motif");
        sacha.post(path + "/cloture", Map.of("reason", "traitée sur place"));
        assertThat(sacha.get(path).body()).contains("La demande est close").doesNotContain("/cloture\"");
        claude.get(path);
        claude.post(path + "/piece", Map.of("type", "devis"));
        assertThat(claude.get(path).body()).contains("Rien n’a été fait");
        assertThat(submission.status().path("requests")).isEmpty();
        assertThat(acts(submission)).containsExactly("open claude", "open sacha", "close sacha");
    }

    @Test
    void takesOnlyWhatWasAskedForAndTheSameTwiceOnce() {
        var submission = submit("aide-decidee", "PIECES-TEST");
        submission.becomes("DELIVERED");
        var file = portal.attach(DEVIS);
        assertThat(code(complement(submission, file, "devis")))
                .as("nobody asked")
                .isEqualTo("attachments-not-accepted");
        var path = "/demandes/" + name(submission);
        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        claude.get(path);
        claude.post(path, Map.of());
        claude.get(path);
        claude.post(path + "/piece", Map.of("type", "passeport"));
        assertThat(submission.status().path("requests")).as("not foreseen").isEmpty();
        claude.get(path);
        claude.post(path + "/piece", Map.of("type", "devis"));

        assertThat(code(complement(submission, UUID.randomUUID().toString(), "devis")))
                .isEqualTo("attachment-unknown");
        assertThat(code(send(submission.id().toString(), "{\"pieces\": []}"))).isEqualTo("unknown-member");
        assertThat(code(send(submission.id().toString(), "{\"attachments\": []}")))
                .isEqualTo("form-invalid");
        assertThat(code(send(submission.id().toString(), "{"))).isEqualTo("malformed-json");
        assertThat(code(send(submission.id().toString(), "{\"attachments\": {}}")))
                .isEqualTo("unknown-member");
        assertThat(code(send(submission.id().toString(), body(file, "a\\u0000"))))
                .isEqualTo("unknown-member");
        assertThat(code(send(UUID.randomUUID().toString(), body(file, "devis"))))
                .isEqualTo("not-found");
        assertThat(code(portal.send(complementing(submission.id().toString(), "portail-college", body(file, "devis")))))
                .as("another portal's")
                .isEqualTo("not-found");
        assertThat(submission.status().path("requests")).hasSize(1);

        assertThat(complement(submission, file, "devis").statusCode()).isEqualTo(200);
        assertThat(complement(submission, file, "devis").statusCode())
                .as("again")
                .isEqualTo(200);
        assertThat(submission
                        .status()
                        .path("timeline")
                        .valueStream()
                        .filter(entry -> entry.path("type").asString().equals("document.received")))
                .hasSize(1);
    }

    /** There is no other copy. */
    @Test
    void isNotErasedBeforeSomebodyReadItAndDecided() {
        var decided = submit("aide-decidee", "GARDEE-TEST");
        var simple = submit("aide-simple", "LUE-TEST");
        decided.becomes("DELIVERED");
        simple.becomes("DELIVERED");
        var inTenYears = clock.instant().plus(Duration.ofDays(3_650));
        var purge = bean(Purge.class);
        var boxes = bean(LaneRegistry.class).boxes();
        purge.erase(inTenYears, boxes);
        assertThat(List.of(sealed(decided), sealed(simple))).doesNotContain(0);
        assertThat(purge.heldBack(inTenYears, boxes)).isGreaterThanOrEqualTo(2);

        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        for (var submission : List.of(decided, simple)) {
            claude.get("/demandes/" + name(submission));
            claude.post("/demandes/" + name(submission), Map.of());
        }
        assertThat(claude.get("/console/boite?etape=TAKEN").body()).contains("/demandes/" + name(simple));
        purge.erase(inTenYears, boxes);
        assertThat(sealed(simple)).as("nothing is decided of it").isZero();
        assertThat(sealed(decided)).isPositive();
        assertThat(claude.get("/console/boite?etape=TAKEN").body())
                .doesNotContain("/demandes/" + name(simple))
                .contains("/demandes/" + name(decided));
        claude.get("/demandes/" + name(decided));
        claude.post("/demandes/" + name(decided) + "/decision", Map.of("outcome", "REJECTED", "reason", "hors délai"));
        purge.erase(inTenYears, boxes);
        assertThat(sealed(decided)).isZero();
        assertThat(claude.get("/console/boite?etape=CLOSED").body()).doesNotContain("/demandes/" + name(decided));
        assertThat(claude.get("/demandes/" + name(decided)).statusCode()).isEqualTo(404);
    }

    private int sealed(Portal.Submission submission) {
        return jdbc().sql("select count(*) from sealed where owner = :id")
                .param("id", submission.id())
                .query(Integer.class)
                .single();
    }

    @Test
    void isForAgentsOnly() {
        var ingrid = Visitor.signedIn(portal, "ingrid", PASSWORD);
        assertThat(ingrid.get("/console/boite").statusCode()).isEqualTo(403);
        assertThat(Visitor.signedIn(portal, "claude", PASSWORD)
                        .get("/console/dossiers")
                        .statusCode())
                .isEqualTo(403);
    }

    private Portal.Submission submit(String teleservice, String name) {
        var nominal = bean(Teleservices.class)
                .find(teleservice)
                .orElseThrow()
                .folder()
                .text("samples/nominal.json")
                .replace("DURAND-TEST", name);
        var answer = portal.postTo(
                teleservice, "portail-demo", nominal, UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return portal.watch(answer);
    }

    private static String name(Portal.Submission submission) {
        return submission.key(1).replace('/', '-');
    }

    private HttpResponse<String> complement(Portal.Submission submission, String file, String type) {
        return send(submission.id().toString(), body(file, type));
    }

    private HttpResponse<String> send(String id, String body) {
        return portal.send(complementing(id, "portail-demo", body));
    }

    private HttpRequest.Builder complementing(String id, String client, String body) {
        return portal.request("/api/v1/submissions/" + id + "/complements", client)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String body(String file, String type) {
        return "{\"attachments\": [{\"id\": \"%s\", \"type\": \"%s\"}]}".formatted(file, type);
    }

    private static String code(HttpResponse<String> refusal) {
        return json(refusal.body()).path("code").asString();
    }

    private List<String> acts(Portal.Submission submission) {
        return jdbc().sql("select verb || ' ' || actor from act where subject = :key order by id")
                .param("key", submission.key(1))
                .query(String.class)
                .list();
    }
}
