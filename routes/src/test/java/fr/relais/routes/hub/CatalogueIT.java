package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a portal reads: téléservices, and its own submissions. */
class CatalogueIT extends HubTest {

    @Test
    void showsATeleserviceWithAllThatAPersonMustBeTold() {
        var list = read("/api/v1/teleservices", "portail-demo");
        assertThat(list.path("items").findValuesAsString("id")).contains("changement-rib");
        var one = read("/api/v1/teleservices/changement-rib", "portail-demo");
        assertThat(one.path("notice").path("recipients").toString())
                .isEqualTo("[\"Service social\",\"Service finances\"]");
        assertThat(one.path("notice").path("fields").findValuesAsString("pointer"))
                .containsExactly("/form/titulaire", "/form/nomTitulaire", "/form/iban", "/form/bic");
        var schema = portal.get(one.path("links").path("form").path("href").asString(), "portail-demo");
        assertThat(json(schema.body()).path("properties").has("iban")).isTrue();
    }

    @Test
    void tellsWhoElseIsAskedAndHowLittleIsLeftToTheCitizen() {
        var one = read("/api/v1/teleservices/bourse-college", "portail-demo");
        assertThat(one.path("notice").path("sources").toString()).isEqualTo("[\"API Particulier\",\"DGFiP\"]");
        var income = one.path("notice")
                .path("fields")
                .valueStream()
                .filter(field -> field.path("pointer").asString().startsWith("/form/ressources/"))
                .toList();
        assertThat(income)
                .hasSize(3)
                .allSatisfy(field -> assertThat(field.path("source").asString()).isEqualTo("DGFiP"));
        var figures = read(one.path("links").path("minimisation").path("href").asString(), "portail-demo");
        assertThat(figures.path("values").toString())
                .isEqualTo("{\"required\":9,\"prefilled\":7,\"asked\":2,\"dropped\":0}");
        assertThat(figures.path("documents").path("notAskedFor").toString()).contains("Votre dernier avis d'impôt");
        assertThat(portal.get("/api/v1/teleservices/changement-rib/minimisation", "portail-college")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void speaksEnglishToWhoAsksForIt() {
        var answer = portal.send(portal.request("/api/v1/teleservices/changement-rib", "portail-demo")
                .header("Accept-Language", "en-GB,en;q=0.9,fr;q=0.5"));
        assertThat(json(answer.body()).path("title").asString()).isEqualTo("Change bank details");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("en");
    }

    @Test
    void hidesWhatIsNotForThisPortal() {
        assertThat(read("/api/v1/teleservices", "portail-college").path("items").valueStream())
                .isNotEmpty()
                .allSatisfy(
                        item -> assertThat(item.path("audiences").toString()).contains("college"));
        for (var path : List.of("", "/versions/1/form.schema.json")) {
            assertThat(portal.get("/api/v1/teleservices/changement-rib" + path, "portail-college")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void findsASubmissionByEachOfItsNames() {
        var mine = portal.submit(nominalOf("CHERCHE-TEST").replace("FORM-12-34", "FORM-" + UUID.randomUUID()));
        var document = mine.becomes("DELIVERED");
        for (var query : List.of(
                "reference=" + mine.reference(),
                "reference=" + mine.reference().toLowerCase().replace("-", ""),
                "portalReference=" + document.path("portalReference").asString(),
                "status=DELIVERED&updatedSince=" + document.path("updatedAt").asString())) {
            assertThat(read("/api/v1/submissions?" + query, "portail-demo").path("items"))
                    .as(query)
                    .contains(document);
            assertThat(read("/api/v1/submissions?" + query, "portail-college").path("items"))
                    .as(query)
                    .isEmpty();
        }
        assertThat(read("/api/v1/submissions?status=CLOSED", "portail-demo").path("items"))
                .isEmpty();
        assertThat(read("/api/v1/submissions?reference=R26-2222-2223", "portail-demo")
                        .path("items"))
                .isEmpty();
    }

    @Test
    void readsPageAfterPageInTheOrderOfChanges() {
        for (int n = 0; n < 5; n++) {
            portal.submit(nominalOf("PAGE-TEST-" + n)).becomes("DELIVERED");
        }
        var times = new ArrayList<String>();
        var ids = new ArrayList<String>();
        var cursor = "";
        do {
            var page = read("/api/v1/submissions?limit=2" + cursor, "portail-demo");
            times.addAll(page.path("items").findValuesAsString("updatedAt"));
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        assertThat(ids).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
        assertThat(times).isSorted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "status=DONE",
                "updatedSince=yesterday",
                "updatedSince=%2B999999999-01-01T00:00:00Z",
                "cursor=x",
                "cursor=1.-1.1",
                "cursor=zzzzzzzzzzz.1.1",
                "sort=id",
                "limit=1&limit=2"
            })
    void saysWhichParameterIsWrong(String query) {
        var answer = portal.get("/api/v1/submissions?" + query, "portail-demo");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo("parameter-invalid");
    }

    @Test
    void findsItsOwnReferenceHoweverItsAccentsAreWritten() {
        portal.submit(nominalOf("ACCENT-TEST").replace("FORM-12-34", "R\u00e9f-accent"));
        for (var written : List.of("R%C3%A9f-accent", "Re%CC%81f-accent")) {
            assertThat(read("/api/v1/submissions?portalReference=" + written, "portail-demo")
                            .path("items"))
                    .hasSize(1);
        }
    }

    @Test
    void sendsAStatusAgainOnlyWhenItChanged() {
        var submission = portal.submit(nominalOf("ETIQUETTE-TEST"));
        submission.becomes("DELIVERED");
        var path = submission.path();
        var tag = portal.get(path, "portail-demo").headers().firstValue("ETag").orElseThrow();
        var again = portal.send(portal.request(path, "portail-demo").header("If-None-Match", tag));
        assertThat(again.statusCode()).isEqualTo(304);
        var english = portal.send(portal.request(path, "portail-demo")
                .header("If-None-Match", tag)
                .header("Accept-Language", "en"));
        assertThat(english.statusCode()).isEqualTo(200);
    }

    @Test
    void describesItselfToAnybody() {
        var description = portal.send(HttpRequest.newBuilder(portal.address("/api/openapi.yaml")));
        assertThat(description.statusCode()).isEqualTo(200);
        assertThat(description.body()).startsWith("openapi: 3.1.0");
        for (var part : List.of(
                "/api/docs",
                "/api/docs/page.js",
                "/webjars/swagger-ui/swagger-ui.css",
                "/webjars/swagger-ui/swagger-ui-bundle.js")) {
            assertThat(portal.send(HttpRequest.newBuilder(portal.address(part))).statusCode())
                    .as(part)
                    .isEqualTo(200);
        }
    }

    private JsonNode read(String path, String client) {
        var answer = portal.get(path, client);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }
}
