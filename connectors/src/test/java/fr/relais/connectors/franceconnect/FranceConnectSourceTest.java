package fr.relais.connectors.franceconnect;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the source makes of what FranceConnect says of a citizen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class FranceConnectSourceTest {

    private static final Set<String> PIVOT = Set.of("identite_pivot");

    private Simulators simulators;
    private RunningSystem system;
    private FranceConnectSource source;

    @BeforeAll
    void start(@TempDir Path home) {
        simulators = Simulators.start(home, 0);
        system = simulators.system("franceconnect");
        var settings = new SourceSettings("Test", 20, Duration.ofSeconds(1), Duration.ofSeconds(1), null);
        source = new FranceConnectSource(
                new FranceConnectSettings(system.url(), settings), new SimulatorsSettings("127.0.0.1", 9090));
    }

    @BeforeEach
    void begin() {
        simulators.reset();
    }

    @AfterAll
    void stop() {
        source.close();
        simulators.close();
    }

    @Test
    void tellsWhoTheCitizenIs() {
        var told = told("DUPONT-TEST", "camille_fc", PIVOT);
        assertThat(told.data().path("birthplace").asString()).isEqualTo("75107");
        assertThat(told.data().path("birthdate").asString()).isEqualTo("1980-05-17");
        assertThat(told.data().has("sub"))
                .as("another name for the same person")
                .isFalse();
        assertThat(told.perhapsOfSomebodyElse()).isFalse();
        assertThat(told.toString()).doesNotContain("DUPONT", "1980");
    }

    @Test
    void tellsNothingTheTeleserviceDoesNotDeclare() {
        assertThat(told("DUPONT-TEST", "camille_fc", Set.of("birth")).data().propertyNames())
                .containsExactlyInAnyOrder("birthplace", "birthcountry");
    }

    @Test
    void noticesThatTheTokenIsAnotherCitizens() {
        assertThat(told("DUPONT-TEST", "youssef_fc", PIVOT).perhapsOfSomebodyElse())
                .isTrue();
    }

    @Test
    void takesACitizenBornAbroadWithoutACommune() {
        var told = told("GODIN-TEST", "youssef_fc", PIVOT);
        assertThat(told.data().path("birthcountry").asString()).isEqualTo("99350");
        assertThat(told.present()).contains("birthplace");
    }

    @Test
    void asksNothingWithoutAToken() {
        assertThat(ask("DUPONT-TEST", null, PIVOT)).isEqualTo(new NotFound("identity-incomplete"));
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void sendsTheCitizenBackWhenTheTokenHasExpired() {
        assertThat(ask("DUPONT-TEST", "camille_fc_expire", PIVOT))
                .isEqualTo(Unavailable.because(Unavailable.FRANCE_CONNECT));
    }

    /** The token would have expired before a second try. */
    @Test
    void neverTriesAgain() {
        system.fail(FaultMode.SOAP_FAULT);
        assertThat(ask("DUPONT-TEST", "camille_fc", PIVOT)).isEqualTo(Unavailable.because("http-502"));
        system.fail(FaultMode.HTTP_200_HTML);
        assertThat(ask("DUPONT-TEST", "camille_fc", PIVOT)).isInstanceOf(Unavailable.class);
    }

    /** Neither where it answers nor how is known for certain. */
    @Test
    void isAskedOnlyWhereTheUnverifiedIs() {
        assertThat(source.facts().get("identite").verified()).isFalse();
    }

    private Told told(String name, @Nullable String token, Set<String> scopes) {
        assertThat(ask(name, token, scopes)).isInstanceOf(Told.class);
        return (Told) ask(name, token, scopes);
    }

    private Answer ask(String name, @Nullable String token, Set<String> scopes) {
        var person = new Identite(
                name,
                null,
                List.of("Test"),
                new PartialDate(name.startsWith("DUPONT") ? "1980-05-17" : "1985-11-03"),
                Identite.Sexe.F,
                null,
                null);
        return source.ask(new Question(
                "identite", scopes, person, Map.of(), token, LocalDate.parse("2026-11-27"), Duration.ofSeconds(1)));
    }
}
