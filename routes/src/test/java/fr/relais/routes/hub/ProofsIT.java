package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fr.relais.mappings.json.Json;
import fr.relais.routes.ledger.ProofKeys;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A proof is worth something for one portal, téléservice, field and person, for a while; every cheat has a name here. */
class ProofsIT extends HubTest {

    private static final Path SHIPPED = Path.of("../mappings/src/main/resources/teleservices");
    private static final String INCOME = "/form/ressources/revenuFiscalReference";
    private static final String GRADE = "/form/classe";

    @TempDir
    private static Path location;

    @Override
    String[] settings() {
        return new String[] {"--relais.teleservices.locations=" + location};
    }

    /** The same téléservice twice more: under another name, and with proofs that are good once. */
    @BeforeAll
    static void copies() throws IOException {
        copy("bourse-autre", definition -> definition);
        copy("bourse-pivot", ProofsIT::byFranceConnect);
        copy("bourse-unique", definition -> definition.replace("value: rfr * 100", "value: rfr * 100\n    once: true"));
    }

    private static String byFranceConnect(String definition) {
        return definition.replace("prefill:\n", """
                prefill:
                  - pointer: /form/anneeScolaire
                    source: franceconnect
                    fact: identite
                    scopes: [birth]
                    value: birthplace
                    document: {fr: Rien, en: Nothing}
                """);
    }

    private static void copy(String id, UnaryOperator<String> change) throws IOException {
        FileSystemUtils.copyRecursively(SHIPPED.resolve("bourse-college"), location.resolve(id));
        var definition = location.resolve(id + "/teleservice.yml");
        Files.writeString(
                definition, change.apply(Files.readString(definition).replace("id: bourse-college", "id: " + id)));
    }

    @Test
    void isGoodForWhatItWasMadeFor() {
        assertThat(post("bourse-college", "portail-demo", withProof(INCOME, proof(INCOME)))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void alteredValue() throws ParseException {
        var altered = altered(proof(INCOME), content -> content.put("value", 1));
        refused(withProof(INCOME, altered), "proof-invalid");
    }

    @Test
    void alteredPointer() throws ParseException {
        var altered = altered(proof(INCOME), content -> content.put("pointer", "/form/ressources/annee"));
        refused(withProof("/form/ressources/annee", altered), "proof-invalid");
    }

    @Test
    void otherField() {
        refused(withProof("/form/ressources/annee", proof(INCOME)), "proof-foreign");
    }

    @Test
    void fieldThatTakesNone() {
        refused(withProof("/form/anneeScolaire", proof(INCOME)), "proof-unexpected");
    }

    @Test
    void otherPortal() {
        var answer = post("bourse-college", "portail-college", withProof(INCOME, proof(INCOME)));
        assertThat(code(answer)).isEqualTo("proof-foreign");
    }

    @Test
    void otherTeleservice() {
        var answer = post("bourse-autre", "portail-demo", withProof(INCOME, proof(INCOME)));
        assertThat(code(answer)).isEqualTo("proof-foreign");
    }

    @Test
    void otherPerson() {
        var body = withProof(INCOME, proof(INCOME));
        ((ObjectNode) body.path("usager").path("identite")).put("family_name", "DURAND-TEST");
        refused(body, "proof-foreign");
    }

    @Test
    void otherMemberOfTheFoyer() {
        var body = withProof(GRADE, proof(GRADE));
        ((ObjectNode) body.path("form").path("eleve")).put("dateNaissance", "2014-04-04");
        refused(body, "proof-foreign");
    }

    /** Whoever was asked of one school year did not speak of the next. */
    @Test
    void otherQuestion() {
        var body = withProof(GRADE, proof(GRADE));
        ((ObjectNode) body.path("form")).put("etablissement", "0330001A");
        refused(body, "proof-foreign");
    }

    @Test
    void expired() {
        var proof = proof(INCOME);
        clock.advance(Duration.ofHours(4).plusSeconds(1));
        refused(withProof(INCOME, proof), "proof-expired");
    }

    @Test
    void notYetValid() {
        var later = clock.instant().plusSeconds(60);
        refused(
                withProof(
                        INCOME,
                        signed(ours(), JWSAlgorithm.ES256, content -> content.put("nbf", later.getEpochSecond()))),
                "proof-not-yet-valid");
    }

    @Test
    void algNone() {
        var parts = proof(INCOME).split("\\.");
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\",\"typ\":\"relais-proof+jws\"}".getBytes(StandardCharsets.US_ASCII));
        refused(withProof(INCOME, header + "." + parts[1] + "."), "proof-invalid");
        refused(withProof(INCOME, header + "." + parts[1] + "." + parts[2]), "proof-invalid");
    }

    /** Signed by HMAC with our public key, which anybody may have. */
    @Test
    void keyConfusion() throws JOSEException, ParseException {
        var ours = ours();
        var content = JWSObject.parse(proof(INCOME)).getPayload();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("relais-proof+jws"))
                .keyID(ours.getKeyID())
                .build();
        var forged = new JWSObject(header, content);
        forged.sign(new MACSigner(ours.toECPublicKey().getEncoded()));
        refused(withProof(INCOME, forged.serialize()), "proof-invalid");
    }

    @Test
    void unknownKey() throws JOSEException {
        var theirs = new ECKeyGenerator(Curve.P_256)
                .keyID(UUID.randomUUID().toString())
                .generate();
        refused(withProof(INCOME, signed(theirs, JWSAlgorithm.ES256, content -> content)), "proof-invalid");
        var pretending = new ECKey.Builder(theirs).keyID(ours().getKeyID()).build();
        refused(withProof(INCOME, signed(pretending, JWSAlgorithm.ES256, content -> content)), "proof-invalid");
    }

    @Test
    void valueAndProofDisagreeing() {
        var body = withProof(INCOME, proof(INCOME));
        ((ObjectNode) body.path("form").path("ressources")).put("revenuFiscalReference", 100);
        refused(body, "proof-contradicted");
        ((ObjectNode) body.path("form").path("ressources")).put("revenuFiscalReference", 1834500);
        assertThat(post("bourse-college", "portail-demo", body).statusCode())
                .as("the same is no contradiction")
                .isEqualTo(202);
    }

    @Test
    void usedASecondTimeWhereTheTeleserviceForbidsIt() {
        var proof = proof("bourse-unique", INCOME);
        var first = withProof(INCOME, proof);
        assertThat(post("bourse-unique", "portail-demo", first).statusCode()).isEqualTo(202);
        assertThat(code(post("bourse-unique", "portail-demo", withProof(INCOME, proof))))
                .isEqualTo("proof-used");

        var free = proof(INCOME);
        assertThat(post("bourse-college", "portail-demo", withProof(INCOME, free))
                        .statusCode())
                .isEqualTo(202);
        assertThat(post("bourse-college", "portail-demo", withProof(INCOME, free))
                        .statusCode())
                .as("elsewhere it is good as long as it is good")
                .isEqualTo(202);
    }

    @Test
    void usedByManyAtOnceWhereTheTeleserviceForbidsIt() throws Exception {
        var body = withProof(INCOME, proof("bourse-unique", INCOME));
        try (var portals = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int n = 0; n < 8; n++) {
                answers.add(portals.submit(() -> post("bourse-unique", "portail-demo", body)));
            }
            int accepted = 0;
            for (var answer : answers) {
                if (answer.get().statusCode() == 202) {
                    accepted++;
                } else {
                    assertThat(code(answer.get())).isEqualTo("proof-used");
                }
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    /** Where and how FranceConnect answers is not known for certain: unless it is asked for, it is not. */
    @Test
    void isNeverMadeOfASourceNobodyHasVerified() {
        var answer = portal.prefill("bourse-pivot", "portail-demo", request(nominal()));
        var grade = json(answer.body())
                .path("fields")
                .valueStream()
                .filter(field -> field.path("source").asString().equals("franceconnect"))
                .toList();
        assertThat(grade).singleElement().satisfies(field -> {
            assertThat(field.path("outcome").asString()).isEqualTo("NOT_ENTITLED");
            assertThat(field.has("proof")).isFalse();
        });
        assertThat(system("franceconnect").calls()).isEmpty();
    }

    @Test
    void placeTakenBySomethingElse() {
        var body = withProof(INCOME, proof(INCOME));
        ((ObjectNode) body.path("form")).put("ressources", 3);
        var answer = post("bourse-college", "portail-demo", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("/form/ressources");
    }

    @Test
    void nothingAtAll() {
        for (var rubbish : new String[] {"x", "a.b.c", "..", "é"}) {
            refused(withProof(INCOME, rubbish), "proof-invalid");
        }
    }

    @Test
    void saysNothingOfAnybodyInClearBesidesTheValue() throws ParseException {
        assertThat(JWSObject.parse(proof(INCOME)).getPayload().toString())
                .contains("1834500", "\"source\":\"impots\"")
                .doesNotContain("DUPONT", "Camille", "1980");
    }

    @Test
    void isSignedByANewKeyInTimeAndTheFormerOneStillVerifies() {
        var before = proof(INCOME);
        var former = ours().getKeyID();
        var made = bean(ProofKeys.class).since(Instant.EPOCH).getFirst().createdAt();
        clock.advance(
                Duration.between(clock.instant(), made.plus(Duration.ofDays(30)).minusSeconds(3600)));
        var last = proof(INCOME);
        assertThat(kid(last)).isEqualTo(former);
        clock.advance(Duration.ofHours(2));
        assertThat(kid(proof(INCOME))).isNotEqualTo(former);
        assertThat(post("bourse-college", "portail-demo", withProof(INCOME, last))
                        .statusCode())
                .isEqualTo(202);
        assertThat(kid(before)).isEqualTo(former);
    }

    private static String kid(String proof) {
        try {
            return JWSObject.parse(proof).getHeader().getKeyID();
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    private ECKey ours() {
        proof(INCOME);
        try {
            return ECKey.parse(
                    bean(ProofKeys.class).since(Instant.EPOCH).getFirst().secret());
        } catch (ParseException broken) {
            throw new AssertionError(broken);
        }
    }

    private String signed(ECKey key, JWSAlgorithm algorithm, UnaryOperator<ObjectNode> change) {
        try {
            var content = (ObjectNode) Json.EDGE.readTree(
                    JWSObject.parse(proof(INCOME)).getPayload().toString());
            var header = new JWSHeader.Builder(algorithm)
                    .type(new JOSEObjectType("relais-proof+jws"))
                    .keyID(key.getKeyID())
                    .build();
            var made = new JWSObject(header, new Payload(change.apply(content).toString()));
            made.sign(new ECDSASigner(key));
            return made.serialize();
        } catch (ParseException | JOSEException broken) {
            throw new AssertionError(broken);
        }
    }

    private static String altered(String proof, UnaryOperator<ObjectNode> change) throws ParseException {
        var parts = proof.split("\\.");
        var content = (ObjectNode)
                Json.EDGE.readTree(JWSObject.parse(proof).getPayload().toString());
        var altered = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(change.apply(content).toString().getBytes(StandardCharsets.UTF_8));
        return parts[0] + "." + altered + "." + parts[2];
    }

    private String proof(String pointer) {
        return proof("bourse-college", pointer);
    }

    private String proof(String teleservice, String pointer) {
        var answer = portal.prefill(teleservice, "portail-demo", request(nominal()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body())
                .path("fields")
                .valueStream()
                .filter(field -> field.path("pointer").asString().equals(pointer))
                .map(field -> field.path("proof").asString())
                .findFirst()
                .orElseThrow();
    }

    private static String request(ObjectNode body) {
        var request = Json.EDGE.createObjectNode().put("franceConnectToken", "camille_fc");
        request.set("usager", body.path("usager"));
        request.set("form", body.path("form"));
        return request.toString();
    }

    private ObjectNode withProof(String pointer, String proof) {
        var body = nominal();
        var at = pointer.substring(0, pointer.lastIndexOf('/'));
        ((ObjectNode) body.at(at)).remove(pointer.substring(pointer.lastIndexOf('/') + 1));
        body.putObject("proofs").put(pointer, proof);
        return body;
    }

    private void refused(ObjectNode body, String code) {
        assertThat(code(post("bourse-college", "portail-demo", body))).isEqualTo(code);
    }

    private static String code(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        return json(answer.body())
                .path("errors")
                .valueStream()
                .filter(error -> error.path("pointer").asString().startsWith("/proofs"))
                .map(error -> error.path("code").asString())
                .findFirst()
                .orElse("none in " + answer.body());
    }

    private HttpResponse<String> post(String teleservice, String client, JsonNode body) {
        return portal.postTo(
                teleservice, client, body.toString(), UUID.randomUUID().toString());
    }

    private ObjectNode nominal() {
        return (ObjectNode) json(bean(Teleservices.class)
                .find("bourse-college")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json"));
    }
}
