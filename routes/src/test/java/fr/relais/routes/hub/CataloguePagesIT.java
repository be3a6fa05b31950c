package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.routes.teleservices.Teleservices;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What this installation asks, of whom and why, as anybody may read it. */
class CataloguePagesIT extends HubTest {

    @Test
    void showsEveryTeleserviceInABrowserAndNothingThatHindersAReader() {
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/catalogue"));
            assertThat(browser.see("main").getText())
                    .contains("Changer de coordonnées bancaires", "portail des collèges");
            browser.keepPicture("catalogue");
            assertThat(browser.barriers()).isEmpty();
            browser.click("a[href='/catalogue/teleservices/aide-facultative']");
            assertThat(browser.see("main").getText())
                    .contains(
                            "De quoi avez-vous besoin ?",
                            "Savoir quelle aide examiner",
                            "si la décision est favorable, chez : Service social",
                            "2 ans après le dépôt",
                            "saisir la CNIL");
            browser.keepPicture("catalogue-teleservice");
            assertThat(browser.barriers()).isEmpty();
            browser.click("a[href='/catalogue/architecture']");
            assertThat(browser.see("svg").getText()).contains("portail social", "Service finances");
            browser.keepPicture("catalogue-architecture");
            assertThat(browser.barriers()).isEmpty();
            browser.visit(portal.address("/catalogue/teleservices/changement-adresse"));
            browser.keepPicture("catalogue-adresse");
        }
    }

    @Test
    void tellsOfEachTargetWhatItReceivesInWordsOnly() {
        for (var teleservice : bean(Teleservices.class).all()) {
            var page = portal.read(
                    "/catalogue/teleservices/" + teleservice.definition().id());
            assertThat(page)
                    .contains(teleservice.definition().title().in(Locale.FRENCH).replace("'", "&#39;"))
                    .contains("l&#39;identité de la personne")
                    .doesNotContain("usager.identite", "demarche.");
            teleservice
                    .fields()
                    .forEach(field -> assertThat(page).contains(field.title().replace("'", "&#39;")));
        }
    }

    @Test
    void knowsNothingOfWhatIsNotOnline() {
        var answer = portal.send(HttpRequest.newBuilder(portal.address("/catalogue/teleservices/%3Cscript%3E")));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("pas au catalogue").doesNotContain("<script>");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    @Test
    void tellsWhichFieldComesFromWhomAndWhatNobodyHasToBring() {
        var page = portal.read("/catalogue/teleservices/bourse-college");
        assertThat(page)
                .contains("DGFiP, à défaut l&#39;usager", "API Particulier, à confirmer par l&#39;usager")
                .contains("Sources interrogées : API Particulier, DGFiP.", "Votre dernier avis d&#39;impôt");
        assertThat(portal.read("/catalogue/teleservices/changement-rib"))
                .contains("Aucune source nationale n'est interrogée.");
        assertThat(portal.read("/catalogue/architecture")).contains("<p>DGFiP</p>", "quotient-familial");
        assertThat(portal.read("/catalogue/registre.csv")).contains("L'usager, le portail, API Particulier, DGFiP");
    }

    @Test
    void keepsTheRegisterASpreadsheetOpens() {
        var csv = portal.read("/catalogue/registre.csv");
        var lines = csv.lines().toList();
        assertThat(csv).startsWith("\uFEFF\"Traitement\";");
        assertThat(lines).hasSize(bean(Teleservices.class).all().size() + 1);
        assertThat(lines)
                .filteredOn(line -> line.contains("changement-rib"))
                .singleElement()
                .satisfies(line -> assertThat(List.of(line.split("\";\"")))
                        .hasSize(15)
                        .contains(
                                "en ligne",
                                "Service social : l'identité de la personne, les coordonnées bancaires | Service finances : l'identité de la personne, les coordonnées bancaires",
                                "2 ans après le dépôt"));
    }
}
