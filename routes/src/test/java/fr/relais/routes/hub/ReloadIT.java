package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Bundles;
import fr.relais.routes.teleservices.AnotherHub;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A service puts its folder where the hub looks, and changes it, while the hub runs. */
class ReloadIT extends HubTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path EXAMPLE = Path.of("../mappings/src/main/resources/teleservices/demande-apa");

    private static final String WHY = "{\"reason\": \"le dossier est retiré\"}";

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {"--relais.teleservices.locations=" + location, "--relais.teleservices.check-every=100ms"};
    }

    @AfterEach
    void takeAway() throws IOException {
        for (var name : new String[] {"aide-essai", "changement-rib"}) {
            FileSystemUtils.deleteRecursively(location.resolve(name));
        }
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 404);
    }

    @Test
    void offersANewFolderWithoutAnyRestartAndWithdrawsItWithItsFolder() throws IOException {
        assertThat(catalogued("aide-essai")).isEqualTo(404);
        put("aide-essai");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 200);
        assertThat(portal.order("/ops/v1/lanes/social/pause", WHY).statusCode()).isEqualTo(200);
        var nominal = Files.readString(location.resolve("aide-essai/samples/nominal.json"));
        var accepted = portal.postTo(
                "aide-essai", "portail-demo", nominal, UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        FileSystemUtils.deleteRecursively(location.resolve("aide-essai"));
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 404);
        assertThat(portal.order("/ops/v1/lanes/social/resume", WHY).statusCode())
                .isEqualTo(200);
        portal.watch(accepted).becomes("DELIVERED");
    }

    @Test
    void keepsTheFormerOneWhileTheFolderIsWrongAndSaysWhy() throws IOException {
        put("aide-essai");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 200);
        change("aide-essai", "teleservice.yml", "system: social", "system: sociale");
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(rejected().toString()).contains("aide-essai", "no connector has that id"));
        assertThat(catalogued("aide-essai")).isEqualTo(200);
        change("aide-essai", "teleservice.yml", "system: sociale", "system: social");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rejected()).isEmpty());
    }

    @Test
    void triesNothingOnARealSystem() throws IOException {
        put("aide-essai");
        change("aide-essai", "teleservice.yml", "lifecycle: published", "lifecycle: trial");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rejected().toString())
                        .contains("it is on trial, but social is the real system here"));
        assertThat(catalogued("aide-essai")).isEqualTo(404);
    }

    @Test
    void refusesToBreakAFormUnderItsVersion() throws IOException {
        put("aide-essai");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 200);
        Files.writeString(
                location.resolve("aide-essai/samples/nominal.json"),
                Files.readString(location.resolve("aide-essai/samples/nominal.json"))
                        .replaceAll("\"aide-menagere\", ", ""));
        change("aide-essai", "form.schema.json", "\"maxItems\": 3", "\"maxItems\": 1");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rejected().toString())
                        .contains("accepted until now under version 1", "/form/aidesActuelles", "state a new version"));
    }

    @Test
    void mindsNoSampleThatNobodyCouldHavePosted() throws IOException {
        put("aide-essai");
        Files.writeString(location.resolve("aide-essai/samples/illisible.json"), "{");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 200);
        change("aide-essai", "teleservice.yml", "fr: Demander", "fr: Redemander");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(portal.get("/api/v1/teleservices/aide-essai", "portail-demo")
                                .body())
                        .contains("Redemander"));
    }

    @Test
    void acceptsAFormerVersionBesideTheNewOneUntilItsDay() throws IOException {
        put("aide-essai/former/1");
        change("aide-essai/former/1", "teleservice.yml", "id: aide-essai/former/1", "id: aide-essai");
        change("aide-essai/former/1", "teleservice.yml", "version: \"1\"", "version: \"1\"\nacceptedUntil: " + today());
        put("aide-essai");
        change("aide-essai", "teleservice.yml", "version: \"1\"", "version: \"2\"");
        change("aide-essai", "form.schema.json", "\"revenusMensuels\"]", "\"revenusMensuels\", \"urgence\"]");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai/versions/2/form.schema.json") == 200);

        var without = Files.readString(location.resolve("aide-essai/samples/sans-aide.json"));
        assertThat(post(without).statusCode()).isEqualTo(422);
        assertThat(post(under("0", without)).statusCode()).isEqualTo(410);
        var former = post(under("1", without));
        assertThat(former.statusCode()).as(former.body()).isEqualTo(202);
        assertThat(portal.watch(former)
                        .becomes("DELIVERED")
                        .path("teleservice")
                        .path("version")
                        .asString())
                .isEqualTo("1");
        assertThat(catalogued("aide-essai/versions/1/form.schema.json")).isEqualTo(200);
        clock.advance(Duration.ofDays(2));
        assertThat(post(under("1", without)).statusCode()).isEqualTo(410);
        assertThat(catalogued("aide-essai/versions/1/form.schema.json")).isEqualTo(404);
    }

    private static String under(String version, String body) {
        return body.replaceFirst("\\{", "{\"version\": \"" + version + "\",");
    }

    private String today() {
        return LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris")).toString();
    }

    private HttpResponse<String> post(String body) {
        return portal.postTo(
                "aide-essai", "portail-demo", body, UUID.randomUUID().toString());
    }

    @Test
    void takesNoNameTwiceAndLeavesTheOtherAlone() throws IOException {
        put("changement-rib");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rejected().toString()).contains("its name is taken"));
        assertThat(catalogued("changement-rib")).isEqualTo(200);
    }

    @Test
    void isFollowedByEveryOtherHub() throws IOException {
        var other = AnotherHub.on(bean(LaneRegistry.class), sources(), bean(Bundles.class), clock);
        put("aide-essai");
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 200);
        assertThat(other.find("aide-essai")).isEmpty();
        other.refresh();
        assertThat(other.find("aide-essai")).isPresent();
        assertThat(other.find("changement-rib")).isPresent();

        FileSystemUtils.deleteRecursively(location.resolve("aide-essai"));
        await().atMost(PATIENCE).until(() -> catalogued("aide-essai") == 404);
        other.refresh();
        assertThat(other.find("aide-essai")).isEmpty();
    }

    /** A service that has no folder on the server. */
    @Test
    void isMadeAtTheHubTriedAndPutInForceForAllHubsUntilItIsWithdrawn() throws IOException {
        var secret = Files.readString(data().resolve("demo-secret")).strip();
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/console/teleservices"));
            browser.type("#username", "admin");
            browser.type("#password", secret + "\n");
            browser.type("#id", "aide-vacances");
            browser.click("form[action='/console/brouillons'] button");
            assertThat(browser.see("main").getText()).contains("Brouillon aide-vacances", "makes something else");
            browser.click("form[action$='/exemples'] button");
            browser.seeText(".chip.good", "Rien à corriger");
            assertThat(catalogued("aide-vacances")).isEqualTo(404);
            browser.keepPicture("console-brouillon");
            assertThat(browser.barriers()).isEmpty();

            browser.click("a[href$='exemple=nominal.json']");
            assertThat(browser.see("#essais ~ pre").getText()).contains("Accepté. Le dossier", "depot, depot");
            browser.dark(true);
            browser.keepPicture("console-brouillon-essai-sombre");
            assertThat(browser.barriers()).isEmpty();

            browser.click("#etat option[value=PUBLISHED]");
            browser.type("#motif", "ouverte par la commission\n");
            browser.seeText(".told", "Le téléservice est en vigueur");
            browser.keepPicture("console-teleservice");
            assertThat(browser.barriers()).isEmpty();
        }
        assertThat(catalogued("aide-vacances")).isEqualTo(200);
        var begunLater = AnotherHub.on(bean(LaneRegistry.class), sources(), bean(Bundles.class), clock);
        assertThat(begunLater.find("aide-vacances")).isPresent();
        var nominal = bean(Teleservices.class)
                .find("aide-vacances")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json");
        var accepted = portal.postTo(
                "aide-vacances", "portail-demo", nominal, UUID.randomUUID().toString());
        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(202);
        portal.watch(accepted).becomes("DELIVERED");

        var admin = Visitor.signedIn(portal, "admin", secret);
        admin.get("/console/teleservices/aide-vacances");
        admin.post("/console/teleservices/aide-vacances/retrait", Map.of("reason", "l'essai est fini"));
        assertThat(catalogued("aide-vacances")).isEqualTo(404);
        begunLater.refresh();
        assertThat(begunLater.find("aide-vacances")).isEmpty();
        assertThat(jdbc().sql("select verb || ' ' || actor from act where subject = 'aide-vacances' order by id")
                        .query(String.class)
                        .list())
                .containsExactly("enforce admin", "withdraw admin");
    }

    @Test
    void isNotPutInForceAsLongAsAnythingIsWrongWithItNorInPlaceOfAFolder() throws IOException {
        var admin = Visitor.signedIn(
                portal, "admin", Files.readString(data().resolve("demo-secret")).strip());
        admin.get("/console/teleservices");
        for (var taken : List.of("changement-rib", "Pas un nom", "../x")) {
            admin.post("/console/brouillons", Map.of("id", taken, "modele", "aide-permis"));
            assertThat(admin.get("/console/teleservices").body()).as(taken).contains("Rien n’a été fait");
        }
        admin.post("/console/brouillons", Map.of("id", "aide-fausse", "modele", "aide-permis"));
        var page = "/console/brouillons/aide-fausse";
        admin.get(page);
        edit(admin, page, "exemples");
        admin.get(page);
        edit(admin, page, "fichier", "file", "../../teleservice.yml", "text", "x");
        assertThat(admin.get(page).body()).contains("ce nom de fichier ne va pas");
        edit(admin, page, "fichier", "file", "mapping.jsonata", "text", "{");
        assertThat(admin.get(page).body()).doesNotContain("Rien à corriger");
        edit(admin, page, "vigueur", "etat", "PUBLISHED", "reason", "pour voir");
        assertThat(admin.get(page).body()).contains("Il n’a pas été mis en vigueur");
        assertThat(catalogued("aide-fausse")).isEqualTo(404);
        edit(admin, page, "suppression", "file", "mapping.jsonata");
        assertThat(admin.get(page).body()).contains("Rien à corriger");
        for (var nonsense : List.of("null", "[]", "fields: {", "id: [a")) {
            edit(admin, page, "fichier", "file", "teleservice.yml", "text", nonsense);
            assertThat(admin.get(page).body())
                    .as(nonsense)
                    .contains("<h1", "Vérification")
                    .doesNotContain("Rien à corriger");
        }
        edit(admin, page, "fichier", "file", "samples/nominal.json", "text", "[]");
        assertThat(admin.get(page + "?exemple=nominal.json").body()).contains("À REVOIR");
        edit(admin, page, "suppression", "file", "teleservice.yml");
        assertThat(admin.get(page).body()).contains("teleservice.yml");
        edit(admin, page, "fichier", "file", "a.txt", "text", "premier", "neuf", "true");
        edit(admin, page, "fichier", "file", "a.txt", "text", "", "neuf", "true");
        assertThat(admin.get(page).body()).contains("premier", "est pris");
        var late = lu(admin.get(page).body());
        edit(admin, page, "fichier", "file", "a.txt", "text", "deuxième");
        admin.post(page + "/fichier", Map.of("lu", late, "file", "a.txt", "text", "troisième"));
        assertThat(admin.get(page).body()).contains("deuxième", "entre-temps").doesNotContain("troisième");
        admin.post(page + "/abandon", Map.of("lu", late));
        assertThat(admin.get(page).statusCode()).isEqualTo(200);
        edit(admin, page, "abandon");
        assertThat(admin.get(page).statusCode()).isEqualTo(404);
        var direction = Visitor.signedIn(
                portal,
                "direction",
                Files.readString(data().resolve("demo-secret")).strip());
        direction.get("/console/teleservices");
        assertThat(direction
                        .post("/console/brouillons", Map.of("id", "aide-autre", "modele", "aide-permis"))
                        .statusCode())
                .isEqualTo(403);
    }

    /** A click on a form of the draft's page, as it is now. */
    private static void edit(Visitor editor, String page, String action, String... fields) {
        var all = new HashMap<String, String>();
        all.put("lu", lu(editor.get(page).body()));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        editor.post(page + "/" + action, all);
    }

    private static String lu(String page) {
        return page.replaceFirst("(?s).*?name=\"lu\" value=\"([^\"]+)\".*", "$1");
    }

    /** It was rejected, so that what is in force never came from it. */
    @Test
    void isNotEndedByAFolderThatNeverWasInForce() throws IOException {
        var admin = Visitor.signedIn(
                portal, "admin", Files.readString(data().resolve("demo-secret")).strip());
        admin.get("/console/teleservices");
        admin.post("/console/brouillons", Map.of("id", "aide-essai", "modele", "aide-permis"));
        var page = "/console/brouillons/aide-essai";
        edit(admin, page, "exemples");
        edit(admin, page, "vigueur", "etat", "PUBLISHED", "reason", "ouverte");
        assertThat(catalogued("aide-essai")).isEqualTo(200);
        Files.createDirectories(location.resolve("aide-essai"));
        Files.writeString(location.resolve("aide-essai/teleservice.yml"), "id: aide-essai");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rejected().toString()).contains("aide-essai"));
        FileSystemUtils.deleteRecursively(location.resolve("aide-essai"));
        await().atMost(PATIENCE).until(() -> rejected().isEmpty());
        assertThat(catalogued("aide-essai")).isEqualTo(200);
        var begunLater = AnotherHub.on(bean(LaneRegistry.class), sources(), bean(Bundles.class), clock);
        assertThat(begunLater.find("aide-essai")).isPresent();

        admin.get("/console/teleservices/aide-essai");
        admin.post("/console/teleservices/aide-essai/retrait", Map.of("reason", "fin de l'essai"));
        assertThat(catalogued("aide-essai")).isEqualTo(404);
    }

    private static void put(String name) throws IOException {
        try (var files = Files.walk(EXAMPLE)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy =
                        location.resolve(name).resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                if (!Files.isDirectory(file)) {
                    Files.copy(file, copy);
                }
            }
        }
        change(name, "teleservice.yml", "id: demande-apa", "id: " + name);
    }

    private static void change(String name, String file, String was, String becomes) throws IOException {
        var path = location.resolve(name).resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(was);
        Files.writeString(path, text.replace(was, becomes));
    }

    private int catalogued(String id) {
        return portal.get("/api/v1/teleservices/" + id, "portail-demo").statusCode();
    }

    private JsonNode rejected() {
        var answer = portal.get("/ops/v1/teleservices", "exploitation");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var rejected = Json.EDGE.createArrayNode();
        json(answer.body()).path("items").forEach(item -> {
            if (item.path("rejected").isObject()) {
                rejected.add(item);
            }
        });
        return rejected;
    }
}
