package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.util.FileSystemUtils;

/** A service that only has a mailbox: told of each request, and counted as having it once somebody there opened it. */
class CourrielIT extends HubTest {

    private static final Path SHIPPED = Path.of("../mappings/src/main/resources/teleservices/aide-permis");
    private static final String PASSWORD = "un-mot-de-passe";
    private static final byte[] DEVIS =
            "%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {
            "--relais.teleservices.locations=" + location,
            "--relais.teleservices.check-every=100ms",
            "--relais.connectors.courriel.smtp.host=127.0.0.1",
            "--relais.connectors.courriel.smtp.security=none",
            "--relais.connectors.courriel.smtp.port=" + system("courriel").port(),
            "--relais.connectors.courriel.to=service@example.org",
            "--relais.connectors.courriel.from=relais@example.org",
            "--relais.accounts.claude.password=" + new BCryptPasswordEncoder(10).encode(PASSWORD),
            "--relais.accounts.claude.roles=agent",
            "--relais.accounts.ingrid.password=" + new BCryptPasswordEncoder(10).encode(PASSWORD),
            "--relais.accounts.ingrid.roles=engineer"
        };
    }

    @Test
    void hasARequestOnceSomebodyOpensItAndNotBefore() throws Exception {
        var submission = submit("OUVERTE-TEST", DEVIS);
        var link = link(submission);
        var mail = mails(submission).getFirst();
        assertThat(mail).contains("To: service@example.org").doesNotContain("OUVERTE-TEST", "Camille", "0600000000");

        var stranger = portal.send(HttpRequest.newBuilder(link));
        assertThat(stranger.statusCode()).isEqualTo(302);
        assertThat(stranger.headers().firstValue("Location").orElse("")).endsWith("/console/connexion");
        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        var page = claude.get(link);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(submission.reference(), "aide au permis de conduire", "Prendre la demande")
                .doesNotContain("OUVERTE-TEST", "demande.pdf");
        for (var inside : List.of("/demande.pdf", "/pieces/1")) {
            var early = claude.get(URI.create(link + inside));
            assertThat(early.statusCode()).isEqualTo(303);
            assertThat(early.body()).isNullOrEmpty();
        }
        assertThat(submission.state("courriel"))
                .as("a link that is followed proves nothing")
                .isEqualTo("UNKNOWN");
        assertThat(submission.status().path("status").asString()).isNotEqualTo("DELIVERED");

        claude.get(link);
        var opened = claude.post(link, Map.of());
        assertThat(opened.statusCode()).isEqualTo(302);
        submission.becomes("DELIVERED");
        assertThat(claude.get(link).body())
                .contains("par claude", "Pièce 1 : Devis de l&#39;auto-école")
                .doesNotContain("OUVERTE-TEST");
        var document = claude.bytes(URI.create(link + "/demande.pdf"));
        assertThat(document.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(document.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        try (var pdf = Loader.loadPDF(document.body())) {
            assertThat(new PDFTextStripper().getText(pdf)).contains("OUVERTE-TEST", submission.reference());
        }
        assertThat(claude.bytes(URI.create(link + "/pieces/1")).body()).isEqualTo(DEVIS);
        assertThat(claude.get(URI.create(link + "/pieces/2")).statusCode()).isEqualTo(404);
        assertThat(acts(submission)).startsWith("open claude", "read claude", "read claude");
    }

    @Test
    void isRemindedAsLongAsNobodyOpensItAndGivenToAnEngineerInTheEnd() throws Exception {
        var submission = submit("OUBLIEE-TEST", null);
        link(submission);
        await().atMost(Duration.ofSeconds(60)).until(() -> looksUp(submission) == 1);
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        await().atMost(Duration.ofSeconds(60)).until(() -> mails(submission).size() == 2);
        assertThat(mails(submission).getLast()).contains("rappel");
        submission.deliveryBecomes("courriel", "UNKNOWN");
        assertThat(explained(submission)).contains("appelez le service");
        clock.advance(Duration.ofDays(30));
        submission.becomes("NEEDS_ATTENTION");

        var link = link(submission);
        opened(link);
        submission.becomes("DELIVERED");
        assertThat(mails(submission)).as("and no mail more").hasSize(2);
    }

    /** Nobody is in a hurry to open mails: that says nothing of the mail server. */
    @Test
    void closesNoLaneByBeingSlow() {
        for (int number = 0; number < 12; number++) {
            link(submit("LENTE-" + (char) ('A' + number) + "-TEST", null));
        }
        var lanes = json(portal.get("/ops/v1/lanes", "exploitation").body()).path("items");
        assertThat(lanes.valueStream()
                        .filter(lane -> lane.path("id").asString().equals("courriel"))
                        .map(lane -> lane.path("state").asString()))
                .containsExactly("RUNNING");
    }

    @Test
    void getsItsMailOnceTheServerIsBack() {
        mailServer().fail(FaultMode.CONNECTION_REFUSED);
        var submission = submit("PANNE-TEST", null);
        submission.tells("delivery.delayed", "courriel");
        mailServer().recover();
        clock.advance(Duration.ofMinutes(1));
        link(submission);
    }

    @Test
    void parksWhatTheServerRefuses() {
        mailServer().fail(Fault.of(FaultMode.BUSINESS_REFUSAL).times(1));
        var submission = submit("REFUSEE-TEST", null);
        submission.becomes("NEEDS_ATTENTION");
        assertThat(explained(submission)).contains("smtp-550");
    }

    @Test
    void isOpenedByNobodyElse() throws Exception {
        var submission = submit("FERMEE-TEST", null);
        var link = link(submission);
        var mallory = new Visitor(portal);
        assertThat(mallory.signIn("mallory", PASSWORD)
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/console/connexion?refus");
        assertThat(mallory.post(link, Map.of()).statusCode())
                .as("sent to sign in")
                .isEqualTo(302);
        var engineer = Visitor.signedIn(portal, "ingrid", PASSWORD);
        assertThat(engineer.get(link).statusCode()).as("is no agent").isEqualTo(403);
        var agent = Visitor.signedIn(portal, "claude", PASSWORD);
        assertThat(agent.get(link).statusCode()).isEqualTo(200);
        assertThat(agent.forged(link, Map.of()).statusCode())
                .as("a page of somebody else's can't click for an agent")
                .isEqualTo(403);
        var token = portal.send(portal.request(link.getPath(), "exploitation").GET());
        assertThat(token.statusCode())
                .as("nor is a portal or an engineer's program one")
                .isEqualTo(302);
        assertThat(submission.state("courriel")).isEqualTo("UNKNOWN");
    }

    @Test
    void showsNothingOfOtherServicesRequestsNorOfErasedOnes() throws Exception {
        var other = portal.submit(Portal.nominalOf("AILLEURS-TEST"));
        other.becomes("DELIVERED");
        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        for (var name : List.of(other.reference() + "-1", "R26-2222-2222-1", "x", "%2e%2e")) {
            assertThat(claude.get(portal.address("/demandes/" + name)).statusCode())
                    .as(name)
                    .isIn(404, 400);
        }
        var submission = submit("EFFACEE-TEST", null);
        var link = link(submission);
        opened(link);
        submission.becomes("DELIVERED");
        jdbc().sql("delete from sealed where owner = :id")
                .param("id", submission.id())
                .update();
        assertThat(claude.get(link).statusCode()).isEqualTo(404);
        assertThat(claude.get(URI.create(link + "/demande.pdf")).statusCode()).isEqualTo(404);
    }

    @Test
    void isOpenedInABrowserByTheKeyboardToo() {
        var submission = submit("CLAVIER-TEST", DEVIS);
        var link = link(submission);
        try (var browser = Browser.open()) {
            browser.visit(link);
            browser.type("#username", "claude");
            browser.type("#password", PASSWORD + "\n");
            assertThat(browser.see("main").getText()).contains("Demande " + submission.reference());
            browser.keepPicture("demande-a-ouvrir");
            assertThat(browser.barriers()).isEmpty();
            browser.type("main form button", "\n");
            assertThat(browser.see("a[href$='demande.pdf']").getText()).isEqualTo("La demande (PDF)");
            browser.keepPicture("demande-ouverte");
            assertThat(browser.barriers()).isEmpty();
        }
        submission.becomes("DELIVERED");
    }

    private RunningSystem mailServer() {
        return system("courriel");
    }

    private Portal.Submission submit(String name, byte[] devis) {
        try {
            if (Files.notExists(location.resolve("aide-courriel"))) {
                FileSystemUtils.copyRecursively(SHIPPED, location.resolve("aide-courriel"));
                var definition = location.resolve("aide-courriel/teleservice.yml");
                Files.writeString(
                        definition,
                        Files.readString(definition)
                                .replace("id: aide-permis", "id: aide-courriel")
                                .replace("system: depot, operation: depot", "system: courriel, operation: courriel"));
            }
        } catch (IOException unwritable) {
            throw new AssertionError(unwritable);
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> bean(Teleservices.class).find("aide-courriel").isPresent());
        var nominal = bean(Teleservices.class)
                .find("aide-courriel")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json")
                .replace("DURAND-TEST", name);
        var body = devis == null
                ? nominal
                : nominal.replaceFirst(
                        "\\{",
                        "{\"attachments\": [{\"id\": \"%s\", \"type\": \"devis\"}],".formatted(portal.attach(devis)));
        var answer = portal.postTo(
                "aide-courriel", "portail-demo", body, UUID.randomUUID().toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return portal.watch(answer);
    }

    /** Waits for the mail, and takes the link in it: to this hub, wherever the mail says it is. */
    private URI link(Portal.Submission submission) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !mails(submission).isEmpty());
        submission.tells("delivery.uncertain", "courriel");
        var name = submission.key(1).replace('/', '-');
        assertThat(mails(submission).getFirst()).contains("http://127.0.0.1:8080/demandes/" + name);
        return portal.address("/demandes/" + name);
    }

    private List<String> mails(Portal.Submission submission) {
        return mailServer().bodies(submission.key(1)).stream()
                .map(mail -> new String(mail, StandardCharsets.UTF_8).replace("=\r\n", ""))
                .toList();
    }

    private void opened(URI link) {
        var claude = Visitor.signedIn(portal, "claude", PASSWORD);
        claude.get(link);
        claude.post(link, Map.of());
    }

    private String explained(Portal.Submission submission) {
        return portal.get("/ops/v1/deliveries/" + submission.key(1).replace('/', '-'), "exploitation")
                .body();
    }

    private int looksUp(Portal.Submission submission) {
        return (int) json(explained(submission))
                .path("attempts")
                .valueStream()
                .filter(attempt -> attempt.path("kind").asString().equals("LOOKUP"))
                .count();
    }

    private List<String> acts(Portal.Submission submission) {
        return jdbc().sql("select verb || ' ' || actor from act where subject = :key order by id")
                .param("key", submission.key(1))
                .query(String.class)
                .list();
    }
}
