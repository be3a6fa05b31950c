package fr.relais.connectors.particulier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotEntitled;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a national API does, it comes to one of a few answers, and nothing of it passes on that was not looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class MisbehaviourTest {

    private static final String GOOD =
            "{\"data\": {\"quotient_familial\": {\"fournisseur\": \"CNAF\", \"valeur\": 584, \"annee\": 2026, \"mois\": 11},"
                    + " \"allocataires\": [{\"nom_naissance\": \"DUPONT-TEST\", \"date_naissance\": \"1980-05-17\"}]}, \"links\": {}, \"meta\": {}}";
    private static final Identite CAMILLE = new Identite(
            "DUPONT-TEST", null, List.of("Camille"), new PartialDate("1980-05-17"), Identite.Sexe.F, "75107", "99100");

    private final WireMockServer api = new WireMockServer(wireMockConfig().dynamicPort());
    private ParticulierSource source;

    @BeforeAll
    void start() {
        api.start();
        source = new ParticulierSource(
                new ParticulierSettings(
                        URI.create("http://127.0.0.1:" + api.port()),
                        "jeton",
                        "22330001300016",
                        Map.of(),
                        true,
                        new SourceSettings("Test", 20, Duration.ofSeconds(2), Duration.ofSeconds(3), null)),
                new SimulatorsSettings("127.0.0.1", 9090));
    }

    @AfterAll
    void stop() {
        source.close();
        api.stop();
    }

    static Stream<Arguments> misbehaviours() throws IOException {
        return Stream.of(
                unavailable("a page with 200", ok("text/html", "<html>Connexion</html>"), "not-json"),
                unavailable("a page called JSON", ok("application/json", "<html/>"), "not-json"),
                unavailable("JSON called a page", ok("text/html", GOOD), "not-json"),
                unavailable("no media type", aResponse().withStatus(200).withBody(GOOD), "not-json"),
                unavailable("nothing with 200", ok("application/json", ""), "invalid-answer"),
                unavailable("half of an answer", ok("application/json", GOOD.substring(0, 60)), "not-json"),
                unavailable("something behind the answer", ok("application/json", GOOD + GOOD), "not-json"),
                unavailable(
                        "a member twice",
                        ok("application/json", GOOD.replace("\"valeur\": 584", "\"valeur\": 584, \"valeur\": 9")),
                        "not-json"),
                unavailable("not a number", ok("application/json", GOOD.replace("584", "NaN")), "not-json"),
                unavailable(
                        "a text for a number",
                        ok("application/json", GOOD.replace("584", "\"584\"")),
                        "invalid-answer"),
                unavailable(
                        "a fraction for a number",
                        ok("application/json", GOOD.replace("584", "584.5")),
                        "invalid-answer"),
                unavailable(
                        "a number beyond reason",
                        ok("application/json", GOOD.replace("584", "99999999")),
                        "invalid-answer"),
                unavailable(
                        "a number of a million digits",
                        ok("application/json", GOOD.replace("584", "9".repeat(500_000))),
                        "not-json"),
                unavailable(
                        "an unknown provider",
                        ok("application/json", GOOD.replace("CNAF", "URSSAF")),
                        "invalid-answer"),
                unavailable(
                        "an impossible month",
                        ok("application/json", GOOD.replace("\"mois\": 11", "\"mois\": 13")),
                        "invalid-answer"),
                unavailable(
                        "an impossible date",
                        ok("application/json", GOOD.replace("1980-05-17", "1980-02-31")),
                        "invalid-answer"),
                unavailable("a list for an object", ok("application/json", "[" + GOOD + "]"), "invalid-answer"),
                unavailable("a null for the data", ok("application/json", "{\"data\": null}"), "invalid-answer"),
                unavailable("a million levels", ok("application/json", "[".repeat(900_000)), "not-json"),
                unavailable("5 MB", ok("application/json", "\"" + "x".repeat(5_000_000) + "\""), "too-large"),
                unavailable(
                        "packed, though nobody asked",
                        ok("application/json", "")
                                .withHeader("Content-Encoding", "gzip")
                                .withBody(bomb()),
                        "packed"),
                unavailable("another charset", ok("application/json; charset=ISO-8859-1", GOOD), "not-json"),
                unavailable(
                        "bytes that are no UTF-8",
                        ok("application/json", "")
                                .withBody(GOOD.replace("DUPONT", "DUPONÉ").getBytes(StandardCharsets.ISO_8859_1)),
                        "not-json"),
                unavailable(
                        "a way to somewhere else",
                        aResponse().withStatus(302).withHeader("Location", "http://example.org/"),
                        "redirect"),
                unavailable("a permanent one", aResponse().withStatus(308).withHeader("Location", "/x"), "redirect"),
                unavailable("silence", ok("application/json", GOOD).withFixedDelay(60_000), "timeout"),
                unavailable(
                        "a byte now and then",
                        ok("application/json", GOOD).withChunkedDribbleDelay(40, 20_000),
                        "timeout"),
                unavailable("a reset", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "no-connection"),
                unavailable("no answer at all", aResponse().withFault(Fault.EMPTY_RESPONSE), "no-connection"),
                unavailable("rubbish", aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), "no-connection"),
                unavailable(
                        "an end before the end",
                        aResponse().withStatus(200).withFault(Fault.MALFORMED_RESPONSE_CHUNK),
                        "no-connection"),
                unavailable("our token is no good", error(401, "00103", "Jeton expiré"), "token"),
                unavailable("a fault in the guise of a 404", error(404, "35003", "Erreur inattendue"), "35003"),
                unavailable("an inner error", error(500, "x", "x"), "http-500"),
                Arguments.argumentSet(
                        "too many",
                        error(429, "00429", "Trop de requêtes").withHeader("Retry-After", "7"),
                        new Unavailable(Unavailable.RATE_LIMITED, false, Duration.ofSeconds(7))),
                Arguments.argumentSet(
                        "too many, for ever",
                        error(429, "00429", "Trop de requêtes").withHeader("Retry-After", "99999999999999999999"),
                        new Unavailable(Unavailable.RATE_LIMITED, false, Duration.ofSeconds(1))),
                Arguments.argumentSet(
                        "the same question under way",
                        error(409, "00015", "Requête identique"),
                        new Unavailable("in-flight", true, null)),
                Arguments.argumentSet(
                        "a provider that fails", error(502, "37999", "x"), new Unavailable("37999", true, null)),
                Arguments.argumentSet(
                        "a provider that is slow",
                        aResponse()
                                .withStatus(504)
                                .withHeader("Content-Type", "application/json")
                                .withBody(
                                        "{\"errors\":[{\"code\":\"00501\",\"title\":\"x\",\"meta\":{\"retry_in\":10}}]}"),
                        new Unavailable("00501", false, Duration.ofSeconds(10))),
                Arguments.argumentSet("a scope we lack", error(403, "00100", "Privilèges"), new NotEntitled("00100")),
                unavailable("that we present ourselves badly", error(422, "00203", "recipient"), "00203"),
                unavailable("that it can't read us", error(400, "00400", "x"), Unavailable.MALFORMED),
                Arguments.argumentSet(
                        "a fault with a number",
                        error(500, "00500", "x").withHeader("X-Request-ID", "a1b2"),
                        Unavailable.because("00500").under("a1b2")),
                Arguments.argumentSet("nobody", error(404, "37003", "Absent"), new NotFound("37003")),
                Arguments.argumentSet("a person it can't tell", error(422, "00355", "SNGI"), new NotFound("00355")),
                Arguments.argumentSet(
                        "a code that is a name", error(422, "DUPONT-TEST", "x"), new NotFound("http-422")));
    }

    @ParameterizedTest
    @MethodSource("misbehaviours")
    void comesToOneOfAFewAnswers(ResponseDefinitionBuilder response, Answer expected) {
        api.resetAll();
        api.stubFor(any(anyUrl()).willReturn(response));
        assertThat(ask()).isEqualTo(expected);
        // The JDK's client repeats a GET once by itself when the connection breaks before a single byte came back.
        boolean broke = expected.equals(Unavailable.because("no-connection"));
        assertThat(api.getAllServeEvents()).as("times asked").hasSizeLessThanOrEqualTo(broke ? 2 : 1);
    }

    @Test
    void sayingItRightComesToTheData() {
        api.resetAll();
        api.stubFor(any(anyUrl()).willReturn(ok("application/vnd.api+json; charset=utf-8", GOOD)));
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.perhapsOfSomebodyElse()).isFalse());
        api.resetAll();
        api.stubFor(any(anyUrl()).willReturn(ok("application/json", GOOD.replace("DUPONT-TEST", "DURAND-TEST"))));
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Told.class,
                        told -> assertThat(told.perhapsOfSomebodyElse()).isTrue());
    }

    private Answer ask() {
        return source.ask(new Question(
                "quotient-familial",
                Set.of("cnaf_quotient_familial", "cnaf_allocataires"),
                CAMILLE,
                Map.of(),
                null,
                LocalDate.parse("2026-11-27"),
                Duration.ofSeconds(3)));
    }

    private static Arguments unavailable(String name, ResponseDefinitionBuilder response, String cause) {
        return Arguments.argumentSet(name, response, Unavailable.because(cause));
    }

    private static ResponseDefinitionBuilder ok(String type, @Nullable String body) {
        return aResponse().withStatus(200).withHeader("Content-Type", type).withBody(body);
    }

    private static ResponseDefinitionBuilder error(int status, String code, String title) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody("{\"errors\":[{\"code\":\"%s\",\"title\":\"%s\",\"detail\":\"\",\"source\":null}]}"
                        .formatted(code, title));
    }

    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 50; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return bytes.toByteArray();
    }
}
