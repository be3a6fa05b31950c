package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.ledger.Outages;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an engineer sees and does in a browser, with the accounts of the demonstration. */
class ConsoleIT extends HubTest {

    private static final int BREAKS_A_LANE = 5;
    private static final int PARKED = 200;

    @Override
    Class<?> variation() {
        return FaultyTranslator.class;
    }

    /** A secret that ends soon, and a habilitation nobody renewed. */
    @Override
    String[] settings() {
        return new String[] {
            "--relais.clients.portail-demo.secret-until=" + LocalDate.now().plusDays(10),
            "--relais.connectors.geo.source.habilitation-until=2026-01-31",
            "--relais.connectors.geo.source.owner=Service cartographie"
        };
    }

    @AfterEach
    void nothingIsLeft() {
        FaultyTranslator.breaks(false);
        finance.recover();
        jdbc().sql("update lane set state = 'RUNNING', recent = '', trips = 0, probe_at = null")
                .update();
        clock.advance(Duration.ofMinutes(20)); // what broke is no longer of late
        await().atMost(Duration.ofSeconds(60))
                .until(() -> financeHas("PENDING") + financeHas("SENDING") + financeHas("WAITING") == 0);
    }

    /** Drill (a): a back-office answers with a page of its web server. */
    @Test
    void leadsFromAnOutageToTheExactExchangeInThreeClicks() {
        finance.fail(FaultMode.HTTP_200_HTML);
        for (int number = 0; number < BREAKS_A_LANE; number++) {
            portal.submit(Portal.nominalOf("PANNE-TEST-" + (char) ('A' + number)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> laneState("finance").equals("TRIPPED"));
        try (var browser = engineer()) {
            assertThat(browser.see("ul.troubles").getText())
                    .contains(
                            "Service finances ne répond pas",
                            "5 transmissions attendent",
                            "Responsable : Exploitation",
                            "depuis");
            browser.keepPicture("console-panne");
            assertThat(browser.barriers()).isEmpty();

            browser.click("ul.troubles a[href='/console/voies/finance']");
            assertThat(browser.see("main").getText()).contains("Fermée", "Derniers échecs", "text/html");
            browser.keepPicture("console-voie-fermee");
            assertThat(browser.barriers()).isEmpty();

            browser.click("td ~ th a, tbody th[scope=row] a[href^='/console/dossiers/']");
            assertThat(browser.see("details[open] pre").getText()).isNotBlank();
            assertThat(browser.see("main").getText())
                    .contains("HTTP 200", "text/html", "<html", "rien n’a été appliqué")
                    .doesNotContain("PANNE-TEST", "FR76");
            browser.keepPicture("console-dossier-echange");
            assertThat(browser.barriers()).isEmpty();
        }
    }

    @Test
    void tellsOfWhatIsToBeRenewedAndOfWhatWasNot() {
        var engineer = visitor("engineer");
        assertThat(engineer.get("/console").body())
                .contains(
                        "portail-demo : secret jusqu’au ",
                        ", à renouveler",
                        "Responsable : Exploitation",
                        "API Géo : habilitation jusqu’au 31 janvier 2026, date passée",
                        "Responsable : Service cartographie",
                        "href=\"/console/portails#echeances\"");
        assertThat(engineer.get("/console/portails").body())
                .containsPattern(
                        "id=\"echeances\"[\\s\\S]*API Géo[\\s\\S]*Passée depuis [0-9]+ j[\\s\\S]*geo/habilitation")
                .containsPattern("Bientôt, dans (9|10) j[\\s\\S]*id=\"echeances\"[\\s\\S]*portail-demo/secret");
        assertThat(engineer.get("/console/guide/expiry").body()).contains("DataPass");
        assertThat(visitor("direction").get("/console").body())
                .contains("date passée")
                .doesNotContain("/console/portails");
    }

    /** Drill (b). */
    @Test
    void findsADossierByWhateverIsKnownOfIt() {
        var submission = portal.submit(Portal.nominalOf("CHERCHEE-TEST"));
        submission.becomes("DELIVERED");
        var theirs = jdbc().sql("select target_reference from delivery d join submission s on s.id = d.submission_id"
                        + " where s.reference = :reference and d.ordinal = 1")
                .param("reference", submission.reference().replace("-", ""))
                .query(String.class)
                .optional()
                .orElseGet(() -> submission
                        .status()
                        .path("deliveries")
                        .path(0)
                        .path("targetReference")
                        .asString());
        var engineer = visitor("engineer");
        for (var known : List.of(
                submission.reference(),
                submission.reference().toLowerCase(),
                submission.id().toString(),
                theirs)) {
            engineer.get("/console/dossiers");
            var found = engineer.post("/console/dossiers/recherche", Map.of("q", known));
            assertThat(found.headers().firstValue("Location").orElse(found.body()))
                    .as(known)
                    .endsWith("/console/dossiers/" + submission.reference());
        }
        engineer.get("/console/dossiers");
        var byPerson = engineer.post(
                "/console/dossiers/personne",
                Map.of(
                        "nom",
                        "Cherchée Test",
                        "prenoms",
                        "Camille",
                        "naissance",
                        birthDate(),
                        "reason",
                        "la personne appelle"));
        assertThat(byPerson.headers().firstValue("Location").orElse(byPerson.body()))
                .endsWith("/console/dossiers/" + submission.reference());
        assertThat(engineer.post("/console/dossiers/recherche", Map.of("q", "R26-2222-2222"))
                        .body())
                .contains("Rien de tel");
    }

    @Test
    void showsWhatASubmissionSaysOfAPersonToWhoSaysWhyAndWritesItDownFirst() {
        var submission = portal.submit(Portal.nominalOf("VOILEE-TEST"));
        submission.becomes("DELIVERED");
        try (var browser = engineer()) {
            browser.visit(portal.address("/console/dossiers/" + submission.reference()));
            assertThat(browser.see("main").getText())
                    .contains("Transmis", "Demande reçue", "Service finances")
                    .doesNotContain("VOILEE-TEST");
            browser.keepPicture("console-dossier");
            assertThat(browser.barriers()).isEmpty();
            browser.type("#why", "la personne est au guichet\n");
            assertThat(browser.see("#donnees ~ .note").getText()).contains("en clair");
            assertThat(browser.see("main").getText()).contains("VOILEE-TEST", "données montrées à engineer");
            assertThat(browser.barriers()).isEmpty();
            browser.visit(portal.address("/console/dossiers/" + submission.reference()));
            assertThat(browser.see("main").getText()).doesNotContain("VOILEE-TEST");
            browser.visit(portal.address("/console/audit"));
            assertThat(browser.see("main").getText()).contains("la personne est au guichet", submission.reference());
            browser.keepPicture("console-audit");
            assertThat(browser.barriers()).isEmpty();
            browser.click("main form button");
            assertThat(browser.see(".told").getText()).contains("entière");
        }
    }

    @Test
    void closesAndOpensALaneWithAReason() {
        try (var browser = engineer()) {
            browser.visit(portal.address("/console/voies/social"));
            browser.type("#reason", "maintenance annoncée\n");
            assertThat(browser.see(".told").getText()).contains("C’est fait");
            assertThat(browser.see("main").getText())
                    .contains("En pause", "mise en pause par engineer", "maintenance annoncée");
            browser.keepPicture("console-voie-en-pause");
            assertThat(browser.barriers()).isEmpty();
            browser.type("#reason", "maintenance finie\n");
            assertThat(browser.see("main").getText()).contains("Ouverte");
        }
        assertThat(laneState("social")).isEqualTo("RUNNING");
    }

    /** Drill (c): a translator with a defect parks two hundred; corrected, they go by one order. */
    @Test
    void sendsAllAgainThatADefectParkedInSixClicks() {
        FaultyTranslator.breaks(true);
        for (int person = 0; person < PARKED; person++) {
            portal.submit(Portal.nominalOf("REPARER-TEST-" + (char) ('A' + person / 26) + (char) ('A' + person % 26)));
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> financeHas("PARKED") == PARKED);
        makesDossiersAnewWithoutScripts();
        try (var browser = engineer()) {
            browser.click("ul.troubles li.work a");
            assertThat(browser.see("main").getText()).contains("unfit-dossier", "Que faire", "200");
            browser.keepPicture("console-cause");
            assertThat(browser.barriers()).isEmpty();
            browser.click("form[action$='/essai'] button");
            assertThat(browser.see("#essai").getText()).contains("0 des cent premières", "cvc-pattern-valid at iban");

            FaultyTranslator.breaks(false);
            browser.click("form[action$='/essai'] button");
            assertThat(browser.see("#essai pre").getText())
                    .contains("modifierCoordonneesBancaires", "•••")
                    .doesNotContain("REPARER-TEST", "FR76");
            assertThat(browser.see("#essai").getText()).contains("100 des cent premières");
            browser.keepPicture("console-essai");
            assertThat(browser.barriers()).isEmpty();
            browser.type("#reason", "traducteur corrigé");
            browser.click("form[action$='/rejeu'] button");
            assertThat(browser.seeText("#avancement", "Terminé")).contains("200 faites, 0 restées");
            browser.keepPicture("console-avancement");
            assertThat(browser.barriers()).isEmpty();
        }
        await().atMost(Duration.ofSeconds(120)).until(() -> financeHas("DELIVERED") >= PARKED);
    }

    /** Page after page by a click each: dossiers are made anew, and stay where they are. */
    private void makesDossiersAnewWithoutScripts() {
        var engineer = visitor("engineer");
        var group = Map.of("voie", "finance", "etat", "PARKED", "cause", "unfit-dossier", "reason", "corrigé");
        engineer.get("/console/reparations/groupe?voie=finance&etat=PARKED&cause=unfit-dossier");
        var first = engineer.post("/console/reparations/groupe/refonte", group);
        assertThat(first.body()).contains("En cours", "100 faites", "name=\"cursor\"");
        var rest = new HashMap<>(group);
        for (var field : List.of("total", "moved", "stayed", "cursor")) {
            rest.put(field, field(first.body(), field));
        }
        assertThat(engineer.post("/console/reparations/groupe/refonte", rest).body())
                .contains("Terminé", PARKED + " faites, 0 restées");
    }

    @Test
    void repairsOneDeliveryAfterTheOther() {
        FaultyTranslator.breaks(true);
        var parked = List.of("REJEU", "REGLEMENT", "ABANDON").stream()
                .map(name -> portal.submit(Portal.nominalOf("UNE-TEST-" + name)))
                .toList();
        parked.forEach(submission -> submission.deliveryBecomes("finance", "PARKED"));
        FaultyTranslator.breaks(false);
        var engineer = visitor("engineer");
        var page = "/console/dossiers/" + parked.getFirst().reference();
        engineer.get(page);
        engineer.post(page + "/2/rejeu", Map.of());
        assertThat(engineer.get(page).body()).contains("Rien n’a été fait");
        assertThat(parked.getFirst().state("finance")).isEqualTo("PARKED");
        engineer.post(page + "/2/rejeu", Map.of("reason", "traducteur corrigé"));
        parked.getFirst().becomes("DELIVERED");

        var settled = "/console/dossiers/" + parked.get(1).reference();
        engineer.get(settled);
        engineer.post(settled + "/2/reglement", Map.of("reason", "dit par téléphone", "outcome", "DECLINED"));
        assertThat(parked.get(1).state("finance")).isEqualTo("DECLINED");
        engineer.get(settled);
        engineer.post(settled + "/2/abandon", Map.of("reason", "trop tard"));
        assertThat(engineer.get(settled).body()).contains("Dans son état présent");

        var skipped = "/console/dossiers/" + parked.getLast().reference();
        engineer.get(skipped);
        engineer.post(skipped + "/2/abandon", Map.of("reason", "plus demandée"));
        assertThat(parked.getLast().state("finance")).isEqualTo("SKIPPED");
        assertThat(engineer.get(skipped).body()).contains("abandonnée par engineer", "plus demandée");
    }

    @Test
    void namesASubmissionInAnAddressByNothingAPortalWrote() {
        portal.submit(Portal.nominalOf("ADRESSE-TEST")).becomes("DELIVERED");
        assertThat(visitor("engineer").get("/console/dossiers/FORM-12-34").statusCode())
                .isEqualTo(404);
    }

    @Test
    void letsNobodyInWithoutARole() {
        var stranger = new Visitor(portal);
        for (var path : List.of("/console", "/console/dossiers", "/console/audit", "/console/vue")) {
            assertThat(stranger.get(path).headers().firstValue("Location").orElse(""))
                    .as(path)
                    .endsWith("/console/connexion");
        }
        var agent = visitor("agent");
        assertThat(agent.get("/console").headers().firstValue("Location").orElse(""))
                .endsWith("/console/boite");
        assertThat(agent.get("/console/vue").statusCode()).isEqualTo(403);
        var direction = visitor("direction");
        assertThat(direction.get("/console").statusCode()).isEqualTo(200);
        assertThat(direction.get("/console/dossiers").statusCode()).isEqualTo(403);
        direction.get("/console/voies/social");
        assertThat(direction
                        .post("/console/voies/social/pause", Map.of("reason", "pour voir"))
                        .statusCode())
                .isEqualTo(403);
        var engineer = visitor("engineer");
        assertThat(engineer.forged(portal.address("/console/voies/social/pause"), Map.of("reason", "forgée"))
                        .statusCode())
                .as("a page of somebody else's can't click for him")
                .isEqualTo(403);
        assertThat(laneState("social")).isEqualTo("RUNNING");
        var page = engineer.get("/console");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    }

    @Test
    void closesAnAccountThatIsGuessedAt() {
        var guesser = new Visitor(portal);
        for (int guess = 0; guess < 5; guess++) {
            assertThat(guesser.signIn(guess % 2 == 0 ? "admin" : "Admin", "motdepasse" + guess)
                            .headers()
                            .firstValue("Location")
                            .orElse(""))
                    .endsWith("?refus");
        }
        assertThat(guesser.signIn("admin", secret())
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .as("even the right one comes too late")
                .endsWith("?refus");
    }

    @Test
    void endsTheSessionOfWhoIsNotThereAnyMoreThoughHisPageRefreshesItself() {
        var engineer = visitor("engineer");
        assertThat(engineer.get("/console").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(20));
        assertThat(engineer.refresh("/console/vue").statusCode()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(11));
        var over = engineer.refresh("/console/vue");
        assertThat(over.statusCode()).isEqualTo(401);
        assertThat(over.headers().firstValue("HX-Redirect")).contains("/console/connexion");
        assertThat(engineer.get("/console").headers().firstValue("Location").orElse(""))
                .endsWith("/console/connexion");
    }

    @Test
    void answersWhatMeansNothingWithAPage() {
        var engineer = visitor("engineer");
        for (var path : List.of(
                "/console/rien",
                "/console/voies/rien",
                "/console/dossiers/rien",
                "/console/guide/rien",
                "/console/reparations/groupe",
                "/console/reparations/groupe?voie=A%20B&etat=PARKED",
                "/console/reparations/groupe?voie=finance&etat=rien",
                "/console/reparations/groupe/rejeu",
                "/console/audit?avant=rien")) {
            var page = engineer.get(path);
            assertThat(page.statusCode()).as(path).isIn(400, 404);
            assertThat(page.body()).as(path).contains("<main", "Revenir à la vue d’ensemble");
        }
        var direction = visitor("direction");
        for (var month : List.of("rien", "-9999-01", "%2B999999999-12", "1999-01")) {
            assertThat(direction.get("/console/direction?mois=" + month).statusCode())
                    .as(month)
                    .isEqualTo(404);
        }
        assertThat(engineer.get("/console/langue?vers=fr&retour=/console/%7Bx%7D")
                        .statusCode())
                .isEqualTo(302);
    }

    @Test
    void showsWhatIsOwedToASystemThatIsNotConnectedAnyMore() {
        portal.submit(Portal.nominalOf("DEBRANCHEE-TEST")).becomes("DELIVERED");
        jdbc().sql(
                        "insert into lane (authority_id, connector, since) select authority_id, 'ancien', now() from lane limit 1")
                .update();
        jdbc().sql("""
                        update delivery set connector = 'ancien', state = 'PARKED', cause = 'http-401'
                        where id = (select max(id) from delivery where connector = 'social')
                        """).update();
        clock.advance(Duration.ofMinutes(1));
        var engineer = visitor("engineer");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(engineer.get("/console").body())
                        .contains("ancien n’est plus branché : 1 transmissions lui sont dues"));
        assertThat(engineer.get("/console/voies/ancien").body()).contains("Débranchée");
        assertThat(engineer.get("/console/reparations").body()).contains("voie=ancien");
        jdbc().sql(
                        "update delivery set connector = 'social', state = 'DELIVERED', cause = null where connector = 'ancien'")
                .update();
    }

    @Test
    void tellsDirectionNeitherReasonsNorDossiers() {
        var engineer = visitor("engineer");
        engineer.get("/console/voies/social");
        engineer.post("/console/voies/social/pause", Map.of("reason", "à la demande de Mme MARTIN-TEST"));
        engineer.get("/console/voies/social");
        engineer.post("/console/voies/social/reprise", Map.of("reason", "rétabli"));
        assertThat(engineer.get("/console/voies/social").body()).contains("MARTIN-TEST");
        assertThat(visitor("direction").get("/console/voies/social").body())
                .contains("La dernière heure")
                .doesNotContain("MARTIN-TEST", "R26-", "/console/dossiers");
    }

    @Test
    void speaksEnglishToWhoAsksForIt() {
        var engineer = visitor("engineer");
        assertThat(engineer.get("/console/langue?vers=en&retour=/console").statusCode())
                .isEqualTo(302);
        assertThat(engineer.get("/console").body()).contains("lang=\"en\"", "From portals to services", "Sign out");
        assertThat(engineer.get("/console/langue?vers=fr&retour=//evil.example")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/console");
    }

    @Test
    void letsOneWhoTakesCareOfAnOutageSaySo() {
        OutagesOfLongNames.make(bean(Outages.class), jdbc(), clock.instant());
        try (var browser = engineer()) {
            browser.click("nav a[href='/console/alertes']");
            browser.click("li.outage button");
            assertThat(browser.see("main").getText()).contains("vous vous en occupez", "engineer s’en occupe depuis");
        }
    }

    private Browser engineer() {
        var browser = Browser.open();
        browser.visit(portal.address("/console"));
        signIn(browser);
        return browser;
    }

    private void signIn(Browser browser) {
        browser.type("#username", "engineer");
        browser.type("#password", secret() + "\n");
        browser.see("nav");
    }

    private Visitor visitor(String account) {
        return Visitor.signedIn(portal, account, secret());
    }

    private String secret() {
        try {
            return Files.readString(data().resolve("demo-secret")).strip();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private String laneState(String lane) {
        return jdbc().sql("select state from lane where connector = :lane")
                .param("lane", lane)
                .query(String.class)
                .single();
    }

    private int financeHas(String state) {
        return jdbc().sql("select count(*) from delivery where connector = 'finance' and state = :state")
                .param("state", state)
                .query(Integer.class)
                .single();
    }

    private static String field(String page, String name) {
        var value = Pattern.compile("name=\"%s\" value=\"([^\"]*)\"".formatted(name))
                .matcher(page);
        assertThat(value.find()).as(name).isTrue();
        return value.group(1);
    }

    private static String birthDate() {
        return Portal.json(Portal.nominalOf("X-TEST"))
                .path("usager")
                .path("identite")
                .path("birthdate")
                .asString();
    }
}
