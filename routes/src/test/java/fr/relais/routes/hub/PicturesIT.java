package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.routes.bench.History;
import fr.relais.routes.ledger.Outages;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/**
 * How each page looks, with ten thousand submissions and names as long as services have them: light, dark, in English and on a telephone.
 * Nothing hinders whoever reads it otherwise than by eyes and mouse, and nothing hangs out of a page. Pictures are kept for people to look at.
 */
class PicturesIT extends HubTest {

    private static final int SUBMISSIONS = 10_000;
    private static final int TELEPHONE = 390;
    private static final int DESK = 1280;
    private static final String LONG =
            "Direction de l'autonomie, de l'insertion et de l'accompagnement des personnes âgées et des familles";

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {
            "--relais.teleservices.locations=" + location,
            "--relais.connectors.boite.name=" + LONG,
            "--relais.connectors.depot.name=" + LONG + ", bureau des dossiers papier",
            "--relais.connectors.finance.lane.owner=" + LONG,
            "--relais.clients.portail-college.secret-until=2020-01-31",
            "--relais.clients.portail-demo.secret-until=2099-12-31"
        };
    }

    private String dossier;
    private String request;

    @BeforeAll
    void live() throws IOException {
        var folder = location.resolve("aide-au-nom-qui-ne-finit-pas");
        FileSystemUtils.copyRecursively(Path.of("../mappings/src/main/resources/teleservices/aide-permis"), folder);
        var definition = folder.resolve("teleservice.yml");
        Files.writeString(
                definition,
                Files.readString(definition)
                        .replace("id: aide-permis", "id: " + folder.getFileName())
                        .replace(
                                "Demander l'aide au permis de conduire",
                                "Demander une aide exceptionnelle au permis de conduire et à la mobilité des jeunes majeurs en insertion")
                        .replace("system: depot, operation: depot", "system: boite, operation: instruction"));
        bean(Teleservices.class).refresh();
        var submission = portal.submit(Portal.nominalOf("VUE-TEST"));
        submission.becomes("DELIVERED");
        dossier = submission.reference();
        var nominal = bean(Teleservices.class)
                .find(folder.getFileName().toString())
                .orElseThrow()
                .folder()
                .text("samples/nominal.json");
        var boxed = portal.watch(portal.postTo(
                folder.getFileName().toString(),
                "portail-demo",
                nominal,
                UUID.randomUUID().toString()));
        boxed.becomes("DELIVERED");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> jdbc().sql("select not exists (select from event where position is null)")
                        .query(Boolean.class)
                        .single()); // copies are numbered behind
        History.make(jdbc(), SUBMISSIONS);
        OutagesOfLongNames.make(bean(Outages.class), jdbc(), clock.instant());
        request = "/demandes/" + boxed.key(1).replace('/', '-');
    }

    @Test
    void areReadableHoweverOneReads() throws IOException {
        var secret = Files.readString(data().resolve("demo-secret")).strip();
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/console/connexion"));
            look(browser, "connexion", "/console/connexion");
            signIn(browser, "engineer", secret);
            look(browser, "vue-d-ensemble", "/console");
            look(browser, "voie", "/console/voies/finance");
            look(browser, "alertes", "/console/alertes");
            look(browser, "dossiers", "/console/dossiers");
            look(browser, "dossier", "/console/dossiers/" + dossier);
            look(browser, "reparations", "/console/reparations");
            look(browser, "cause", "/console/reparations/groupe?voie=finance&etat=PARKED&cause=unfit-dossier");
            look(browser, "que-faire", "/console/guide/read-timeout");
            look(browser, "teleservices", "/console/teleservices");
            look(browser, "teleservice", "/console/teleservices/changement-rib?exemple=nominal.json");
            look(browser, "portails", "/console/portails");
            look(browser, "audit", "/console/audit");
            look(browser, "rien", "/console/nulle-part");
            inEnglish(
                    browser,
                    "/console",
                    "/console/voies/finance",
                    "/console/dossiers/" + dossier,
                    "/console/teleservices",
                    "/console/nulle-part");
            signOut(browser);
            signIn(browser, "direction", secret);
            look(
                    browser,
                    "direction",
                    "/console/direction?mois=" + YearMonth.now().minusMonths(1));
            look(browser, "refus", "/console/dossiers");
            signOut(browser);
            signIn(browser, "agent", secret);
            look(browser, "boite", "/console/boite");
            look(browser, "demande", request);
        }
    }

    private void look(Browser browser, String name, String path) {
        for (var dark : List.of(false, true)) {
            browser.dark(dark);
            browser.visit(portal.address(path));
            browser.see("h1");
            browser.keepPicture(dark ? name + "-sombre" : name);
            assertThat(browser.barriers()).as("%s, dark: %s", path, dark).isEmpty();
        }
        browser.dark(false);
        browser.width(TELEPHONE);
        browser.keepPicture(name + "-telephone");
        assertThat(browser.overhang()).as(path + " on a telephone").isEmpty();
        browser.width(DESK);
        assertThat(browser.overhang()).as(path).isEmpty();
    }

    /** The same templates with other words. */
    private void inEnglish(Browser browser, String... paths) {
        browser.visit(portal.address("/console/langue?vers=en&retour=/console"));
        for (var path : paths) {
            browser.visit(portal.address(path));
            assertThat(browser.see("html").getAttribute("lang")).isEqualTo("en");
            assertThat(browser.barriers()).as(path + " in English").isEmpty();
        }
        browser.visit(portal.address("/console/langue?vers=fr&retour=/console"));
    }

    private static void signIn(Browser browser, String account, String secret) {
        browser.type("#username", account);
        browser.type("#password", secret + "\n");
        browser.see("nav");
    }

    private static void signOut(Browser browser) {
        browser.click("form[action='/console/deconnexion'] button");
        browser.see("#username");
    }
}
