package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.teleservice.Prefilling;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.simulators.gate.FaultMode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is known already, told as it is; and what it is worth when it comes back. */
class PrefillIT extends HubTest {

    @Test
    void asksSeveralSourcesAndTellsTheTruthOfEachField() {
        var first = prefill("bourse-college", null, "camille_fc");
        assertThat(first.path("fields").findValuesAsString("pointer"))
                .containsExactly(
                        "/form/eleve",
                        "/form/enfantsACharge",
                        "/form/ressources/annee",
                        "/form/ressources/revenuFiscalReference",
                        "/form/ressources/parts",
                        "/form/classe",
                        "/form/regime");
        assertThat(field(first, "/form/eleve").path("outcome").asString()).isEqualTo("TO_CONFIRM");
        assertThat(field(first, "/form/eleve").path("value").path("prenoms").toString())
                .isEqualTo("[\"SACHA\",\"LOU\"]");
        assertThat(field(first, "/form/eleve").has("proof")).isFalse();
        var income = field(first, "/form/ressources/revenuFiscalReference");
        assertThat(income.path("outcome").asString()).isEqualTo("KNOWN");
        assertThat(income.path("value").intValue()).isEqualTo(1834500);
        assertThat(income.path("asOf").asString()).isEqualTo("2025-12-31");
        assertThat(income.path("proof").asString()).isNotBlank();
        assertThat(income.path("wording").asString()).isEqualTo("Repris de : DGFiP.");
        var grade = field(first, "/form/classe");
        assertThat(grade.path("outcome").asString()).isEqualTo("NOT_FOUND");
        assertThat(grade.path("documentInstead").asString()).isEqualTo("Un certificat de scolarité");
        assertThat(first.path("ask").toString())
                .contains("/form/etablissement", "/form/anneeScolaire", "/form/classe")
                .doesNotContain("/form/eleve", "/form/ressources");
        assertThat(system("particulier").calls())
                .as("one question for two fields")
                .hasSize(1);

        var known = form("bourse-college");
        var second = prefill("bourse-college", known, "camille_fc");
        assertThat(field(second, "/form/classe").path("value").asString()).isEqualTo("6e");
        assertThat(field(second, "/form/regime").path("value").asString()).isEqualTo("demi-pensionnaire");
    }

    /** One effect of a proof: the value is not posted, and is there. */
    @Test
    void takesAProofInTheValuesStead() {
        var known = prefill("bourse-college", form("bourse-college"), "camille_fc");
        var body = nominal("bourse-college");
        var form = (ObjectNode) body.path("form");
        form.remove("ressources");
        form.remove("classe");
        var proofs = body.putObject("proofs");
        for (var pointer : new String[] {
            "/form/ressources/annee", "/form/ressources/revenuFiscalReference", "/form/ressources/parts", "/form/classe"
        }) {
            proofs.put(pointer, field(known, pointer).path("proof").asString());
        }
        var answer = post("bourse-college", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var submission = portal.watch(answer);
        submission.deliveryBecomes("social", "DELIVERED");
        assertThat(new String(social.bodies(submission.key(1)).getFirst(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("1834500");
        var exchange = json(portal.get("/ops/v1/deliveries/" + submission.key(1).replace('/', '-'), "exploitation")
                .body());
        assertThat(exchange.path("attempts")
                        .path(0)
                        .path("exchange")
                        .path("request")
                        .asString())
                .as("what nobody posted is masked all the same")
                .contains("•••")
                .doesNotContain("1834500");
    }

    /** A citizen types what no source knows, takes over the rest, and is accepted: so little was left to type. */
    @ParameterizedTest
    @CsvSource({
        "bourse-college, camille_fc, 22",
        "changement-adresse, camille_fc, 23",
        "changement-situation-familiale, camille_fc, 18",
        "demande-apa, andree_fc, 33",
        "aide-facultative, camille_fc, 100"
    })
    void leavesToTheCitizenTheShareItSays(String id, String token, int share) {
        var teleservice = bean(Teleservices.class).find(id).orElseThrow();
        var form = (ObjectNode) form(id);
        teleservice.prefillings().forEach(field -> {
            var at = JsonPointer.compile(field.declared().pointer().substring("/form".length()));
            if (form.at(at.head()) instanceof ObjectNode parent) {
                parent.remove(at.last().getMatchingProperty());
            }
        });
        for (int round = 1; round <= 2; round++) { // what is taken over first may be asked about next
            prefill(id, form, token)
                    .path("fields")
                    .valueStream()
                    .filter(field -> field.has("value"))
                    .forEach(field -> Prefilling.place(
                            form, field.path("pointer").asString().substring("/form".length()), field.path("value")));
        }
        var body = nominal(id);
        body.set("form", form);
        var answer = post(id, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var figures = teleservice.minimisation(any -> true);
        assertThat(Math.round(100.0 * figures.asked() / figures.required())).isEqualTo(share);
    }

    @Test
    void keepsADecisionAndNotWhatItWasTakenOf() {
        var known = prefill("aide-facultative", null, null);
        var modest = field(known, "/form/quotientModeste");
        assertThat(modest.path("outcome").asString()).isEqualTo("KNOWN");
        assertThat(modest.path("value").booleanValue()).isTrue();
        assertThat(known.toString()).doesNotContain("584");
        assertThat(field(known, "/form/beneficiaireRsa").path("value").isBoolean())
                .isTrue();
        assertThat(field(known, "/form/beneficiaireRsa").path("value").booleanValue())
                .as("a no that was said")
                .isFalse();
        assertThat(jdbc().sql(
                                "select count(*) from prefill_tally where teleservice = 'aide-facultative' and outcome = 'KNOWN'")
                        .query(Integer.class)
                        .single())
                .isPositive();
    }

    /** The deadline is what a citizen waits at most; what came in time is there. */
    @Test
    void answersAtItsDeadlineWithWhatCame() {
        system("impots").fail(FaultMode.HANG);
        var known = prefill("bourse-college", null, "camille_fc");
        assertThat(field(known, "/form/ressources/parts").path("outcome").asString())
                .isEqualTo("UNAVAILABLE");
        assertThat(field(known, "/form/ressources/parts")
                        .path("documentInstead")
                        .asString())
                .isEqualTo("Votre dernier avis d'impôt");
        assertThat(field(known, "/form/eleve").path("outcome").asString()).isEqualTo("TO_CONFIRM");
    }

    @Test
    void offersAnAddressWithHowSureItIs() {
        var form = form("changement-adresse");
        ((ObjectNode) form.path("adresse")).remove("commune");
        ((ObjectNode) form.path("adresse")).remove("codeInsee");
        var known = prefill("changement-adresse", form, null);
        var code = field(known, "/form/adresse/codeInsee");
        assertThat(code.path("outcome").asString()).isEqualTo("TO_CONFIRM");
        assertThat(code.path("value").asString()).isEqualTo("33063");
        assertThat(code.path("score").doubleValue()).isEqualTo(0.97);
        assertThat(field(known, "/form/foyer").path("value").size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INCONNU-TEST", "ABSENTE-TEST"})
    void neverTakesAPersonItDoesNotKnowForOneWithoutRights(String name) {
        var body = nominal("aide-facultative");
        ((ObjectNode) body.path("usager").path("identite")).put("family_name", name);
        var answer = portal.prefill("aide-facultative", "portail-demo", request(body, null, null));
        var rsa = field(json(answer.body()), "/form/beneficiaireRsa");
        assertThat(rsa.path("outcome").asString()).isEqualTo("NOT_FOUND");
        assertThat(rsa.has("value")).isFalse();
        assertThat(rsa.path("wording").asString()).contains("ne préjuge pas de vos droits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 422 | form-invalid",
                "[] | 400 | malformed-json",
                "{\"usager\": {}, \"zzz\": 1} | 400 | unknown-member",
                "{\"usager\": {\"identite\": {\"given_name\": \"Camille\", \"family_name\": \"X\", \"birthdate\": \"1980-05-17\"}, \"assurance\": \"declare\"}} | 403 | assurance-too-low",
                "{\"usager\": {\"identite\": {\"given_name\": \"Camille\", \"family_name\": \"X\", \"birthdate\": \"1980-05-17\"}, \"assurance\": \"guichet\"}, \"form\": 3} | 422 | form-invalid"
            })
    void refusesWhatItCannotAskAbout(String body, int status, String code) {
        var answer = portal.prefill("aide-facultative", "portail-demo", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(json(answer.body()).path("code").asString()).isEqualTo(code);
    }

    @Test
    void isClosedToWhoMayNotPreFillOrNotOfferIt() {
        var body = request(nominal("aide-facultative"), null, null);
        assertThat(portal.prefill("aide-facultative", "exploitation", body).statusCode())
                .isEqualTo(403);
        assertThat(portal.prefill("aide-facultative", "portail-college", body).statusCode())
                .isEqualTo(404);
    }

    private JsonNode prefill(String teleservice, @Nullable JsonNode form, @Nullable String token) {
        var answer = portal.prefill(teleservice, "portail-demo", request(nominal(teleservice), form, token));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return json(answer.body());
    }

    private static String request(ObjectNode body, @Nullable JsonNode form, @Nullable String token) {
        var request = Json.EDGE.createObjectNode();
        request.set("usager", body.path("usager"));
        if (form != null) {
            request.set("form", form);
        }
        if (token != null) {
            request.put("franceConnectToken", token);
        }
        return request.toString();
    }

    private HttpResponse<String> post(String teleservice, ObjectNode body) {
        return portal.postTo(
                teleservice, "portail-demo", body.toString(), UUID.randomUUID().toString());
    }

    private ObjectNode nominal(String teleservice) {
        return (ObjectNode) json(bean(Teleservices.class)
                .find(teleservice)
                .orElseThrow()
                .folder()
                .text("samples/nominal.json"));
    }

    private JsonNode form(String teleservice) {
        return nominal(teleservice).path("form");
    }

    private static JsonNode field(JsonNode known, String pointer) {
        return known.path("fields")
                .valueStream()
                .filter(field -> field.path("pointer").asString().equals(pointer))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + pointer + " in " + known));
    }
}
