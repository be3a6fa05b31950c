package fr.relais.connectors.impots;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the source makes of the DGFiP's two tokens, ours and the citizen's, and of a tax number that anybody may type. */
@Timeout(30)
class ImpotsSourceTest {

    private static final String SPI = "3012345678901";
    private static final String BY_SPI = "/impotparticulier/1.0/spi/" + SPI + "/dernieresituation/ir/assiettes/deuxans";
    private static final String SITUATION = """
            {"rfr": 18345, "annRevenu": 2025, "nmNaiDec1": "DUPONT-TEST",
             "dateNaisDec1": {"jour": "17", "mois": "05", "annee": "1980"}}""";

    private WireMockServer api;
    private ImpotsSource source;

    @BeforeEach
    void start() {
        api = new WireMockServer(wireMockConfig().dynamicPort());
        api.start();
        source = new ImpotsSource(
                new ImpotsSettings(
                        URI.create("http://127.0.0.1:" + api.port()),
                        "relais",
                        "secret",
                        "RELAIS",
                        new SourceSettings("Test", 20, Duration.ofSeconds(2), Duration.ofSeconds(3), null)),
                new SimulatorsSettings("127.0.0.1", 9090));
        grants("first");
    }

    @AfterEach
    void stop() {
        source.close();
        api.stop();
    }

    @Test
    void tellsWhatWasDeclaredUnderTheNumberItAskedWith() {
        answers("first", 200);
        assertThat(ask("DUPONT-TEST", null)).isInstanceOfSatisfying(Told.class, told -> {
            assertThat(told.data().propertyNames()).containsExactly("rfr");
            assertThat(told.asOf()).isEqualTo("2025-12-31");
            assertThat(told.perhapsOfSomebodyElse()).isFalse();
            api.verify(getRequestedFor(urlEqualTo(BY_SPI)).withHeader("X-Correlation-ID", equalTo(told.requestId())));
        });
    }

    @Test
    void tellsNobodyWhatTheTaxNumberOfAnotherOpens() {
        answers("first", 200);
        assertThat(ask("DURAND-TEST", null)).isEqualTo(new NotFound("somebody-else"));
    }

    /** The gateway may take a token back before its time. */
    @Test
    void asksAgainWithANewTokenWhenTheOldOneIsRefused() {
        answers("first", 200);
        ask("DUPONT-TEST", null);
        answers("first", 401);
        grants("second");
        answers("second", 200);
        assertThat(ask("DUPONT-TEST", null)).isInstanceOf(Told.class);
        assertThat(ask("DUPONT-TEST", "citizen")).isInstanceOf(NotFound.class);
    }

    @Test
    void blamesTheCitizensSessionOnlyWhenItsOwnTokenIsNew() {
        api.stubFor(any(anyUrl()).atPriority(9).willReturn(aResponse().withStatus(401)));
        assertThat(ask("DUPONT-TEST", "citizen"))
                .isInstanceOfSatisfying(
                        Unavailable.class, broken -> assertThat(broken.cause()).isEqualTo(Unavailable.FRANCE_CONNECT));
        assertThat(api.getAllServeEvents()).as("a token, and one call").hasSize(2);
        assertThat(ask("DUPONT-TEST", null))
                .isInstanceOfSatisfying(
                        Unavailable.class, broken -> assertThat(broken.cause()).isEqualTo("token"));
    }

    @Test
    void saysWhyItGetsNoToken() {
        api.stubFor(post("/token").willReturn(aResponse().withStatus(401)));
        assertThat(ask("DUPONT-TEST", null)).isEqualTo(Unavailable.because("token"));
        api.stubFor(post("/token").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7")));
        assertThat(ask("DUPONT-TEST", null))
                .isEqualTo(new Unavailable(Unavailable.RATE_LIMITED, false, Duration.ofSeconds(7)));
        api.stubFor(post("/token").willReturn(aResponse().withFixedDelay(5_000)));
        assertThat(ask("DUPONT-TEST", null)).isEqualTo(Unavailable.because("timeout"));
    }

    private void grants(String token) {
        api.stubFor(
                post("/token").willReturn(okJson("{\"access_token\":\"%s\",\"expires_in\":3600}".formatted(token))));
    }

    private void answers(String token, int status) {
        api.stubFor(get(BY_SPI)
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(okJson(SITUATION).withStatus(status)));
    }

    private Answer ask(String name, @Nullable String franceConnect) {
        var person = new Identite(
                name, null, List.of("Camille"), new PartialDate("1980-05-17"), Identite.Sexe.F, null, null);
        return source.ask(new Question(
                "situation",
                Set.of("dgfip_rfr"),
                person,
                Map.of("spi", SPI),
                franceConnect,
                LocalDate.parse("2026-11-27"),
                Duration.ofSeconds(3)));
    }
}
