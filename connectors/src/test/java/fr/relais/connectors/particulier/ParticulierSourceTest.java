package fr.relais.connectors.particulier;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the source makes of what API Particulier knows, or says it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class ParticulierSourceTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-27");
    private static final LocalDate SEPTEMBER = LocalDate.parse("2026-09-10");
    private static final Identite CAMILLE =
            identite("DUPONT-TEST", List.of("Camille"), "1980-05-17", Identite.Sexe.F, "75107", "99100");
    private static final Identite SACHA =
            identite("DUPONT-TEST", List.of("Sacha", "Lou"), "2013-03-02", Identite.Sexe.F, null, null);
    private static final Map<String, String> COLLEGE =
            Map.of("codeEtablissement", "0330000A", "anneeScolaire", "2025-2026");

    private Simulators simulators;
    private RunningSystem system;

    @BeforeAll
    void start(@TempDir Path home) {
        simulators = Simulators.start(home, 0);
        system = simulators.system("particulier");
    }

    @BeforeEach
    void begin() {
        simulators.reset();
    }

    @AfterAll
    void stop() {
        simulators.close();
    }

    @Test
    void tellsWhatTheScopesOpenAndNothingElse() {
        var told = told(ask("quotient-familial", Set.of("cnaf_quotient_familial", "cnaf_enfants"), CAMILLE));
        assertThat(told.data().path("quotient_familial").path("valeur").intValue())
                .isEqualTo(584);
        assertThat(told.data().path("enfants").size()).isEqualTo(2);
        assertThat(told.data().path("enfants").path(1).path("date_naissance").asString())
                .as("what is unknown of a date stays so")
                .isEqualTo("2020-00-00");
        assertThat(told.data().propertyNames()).containsExactlyInAnyOrder("quotient_familial", "enfants");
        assertThat(told.asOf()).isEqualTo("2026-11-01");
        assertThat(told.requestId()).isNotBlank();
        assertThat(told.perhapsOfSomebodyElse()).isFalse();
        assertThat(told.toString()).doesNotContain("584", "SACHA");
    }

    @Test
    void tellsAnEmptyMemberFromOneItMayNotSee() {
        var andree = identite("LAFORGE-TEST", List.of("Andrée"), "1938-00-00", Identite.Sexe.F, "33063", "99100");
        var told = told(ask("quotient-familial", Set.of("cnaf_quotient_familial", "cnaf_enfants"), andree));
        assertThat(told.present()).containsExactlyInAnyOrder("quotient_familial", "enfants");
        assertThat(told.data().path("quotient_familial").has("valeur")).isFalse();

        var masked = told(ask(
                source("simulateur:cnaf_quotient_familial"),
                "quotient-familial",
                Set.of("cnaf_quotient_familial", "cnaf_enfants"),
                CAMILLE,
                Map.of(),
                null,
                TODAY));
        assertThat(masked.present()).containsExactly("quotient_familial");
        assertThat(ask(
                        source("simulateur:cnaf_adresse"),
                        "rsa",
                        Set.of("revenu_solidarite_active"),
                        CAMILLE,
                        Map.of(),
                        null,
                        TODAY))
                .isInstanceOf(NotEntitled.class);
    }

    /** A no that was said is a fact; being unknown is none. */
    @Test
    void tellsANoFromAPersonItDoesNotKnow() {
        var told = told(ask("rsa", Set.of("revenu_solidarite_active"), CAMILLE));
        assertThat(told.data().path("est_beneficiaire").isBoolean()).isTrue();
        assertThat(told.data().path("est_beneficiaire").booleanValue()).isFalse();
        var nobody = identite("INCONNU-TEST", List.of("Jo"), "1980-05-17", Identite.Sexe.M, "75107", "99100");
        assertThat(ask("rsa", Set.of("revenu_solidarite_active"), nobody)).isEqualTo(new NotFound("37003"));
    }

    @Test
    void noticesThatItIsToldOfSomebodyElse() {
        var youssef = identite("GODIN-TEST", List.of("Youssef"), "1985-11-03", Identite.Sexe.M, null, "99350");
        assertThat(told(ask("quotient-familial", Set.of("cnaf_quotient_familial", "cnaf_allocataires"), youssef))
                        .perhapsOfSomebodyElse())
                .isTrue();
    }

    /** With a token of one and the identity of another, what is due to one would be vouched for to the other. */
    @Test
    void doesNotTakeATokensWordForWhoseItIs() {
        var rsa = Set.of("revenu_solidarite_active");
        assertThat(told(ask(source("simulateur"), "rsa", rsa, CAMILLE, Map.of(), "youssef_fc", TODAY))
                        .perhapsOfSomebodyElse())
                .as("an answer that names nobody")
                .isTrue();
        assertThat(told(ask("rsa", rsa, CAMILLE)).perhapsOfSomebodyElse())
                .as("asked by the identity itself")
                .isFalse();
        var quotient = Set.of("cnaf_quotient_familial", "cnaf_allocataires");
        assertThat(told(ask(
                                source("simulateur"),
                                "quotient-familial",
                                quotient,
                                CAMILLE,
                                Map.of(),
                                "camille_fc",
                                TODAY))
                        .perhapsOfSomebodyElse())
                .as("named, and it is her")
                .isFalse();
    }

    /** A number can be typed by anybody. */
    @Test
    void tellsWhatANumberOpensOnlyToWhomItIsSaidToBeOf() {
        var scopes = Set.of("pole_emploi_inscription");
        var number = Map.of("identifiant", "camille.dupont-test");
        var told = told(ask(source("simulateur"), "france-travail", scopes, CAMILLE, number, null, TODAY));
        assertThat(told.data().propertyNames()).containsExactly("inscription");
        assertThat(told.perhapsOfSomebodyElse()).isFalse();
        assertThat(ask(source("simulateur"), "france-travail", scopes, SACHA, number, null, TODAY))
                .isEqualTo(new NotFound("somebody-else"));
        assertThat(ask(
                        source("simulateur:pole_emploi_inscription"),
                        "france-travail",
                        scopes,
                        CAMILLE,
                        number,
                        null,
                        TODAY))
                .as("our habilitation does not open whose it is")
                .isEqualTo(new NotEntitled("identite"));
    }

    @Test
    void opensOfEachAdmissionWhatItsScopeOpens() {
        var jeanne = identite("ETUDIANTE-TEST", List.of("Jeanne"), "2004-09-12", Identite.Sexe.F, null, "99100");
        var dates = told(ask("statut-etudiant", Set.of("mesri_admissions"), jeanne));
        assertThat(dates.data().path("admissions").path(0).propertyNames())
                .containsExactlyInAnyOrder("date_debut", "date_fin");
        var place = told(ask("statut-etudiant", Set.of("mesri_admission_commune_etudes"), jeanne));
        assertThat(place.data().path("admissions").path(0).propertyNames()).containsExactly("code_cog_insee_commune");
        var masked = told(ask(
                source("simulateur:mesri_admissions"),
                "statut-etudiant",
                Set.of("mesri_admissions", "mesri_admission_inscrit"),
                jeanne,
                Map.of(),
                null,
                TODAY));
        assertThat(masked.present()).containsExactlyInAnyOrder("admissions.date_debut", "admissions.date_fin");
    }

    @Test
    void saysOfAYearThatIsOverThatItEnded() {
        var pupil = new Bodies.ScolariteMen(null, null, true, null, null, null, null, null, null);
        assertThat(pupil.asOf(inYear("2024-2025"))).isEqualTo("2025-08-31");
        assertThat(pupil.asOf(inYear("2024"))).isEqualTo("2025-08-31");
        assertThat(pupil.asOf(inYear("2026-2027"))).isEqualTo(TODAY);
    }

    private static Question inYear(String year) {
        return new Question(
                "scolarite", Set.of(), SACHA, Map.of("anneeScolaire", year), null, TODAY, Duration.ofSeconds(1));
    }

    @Test
    void believesOnlyAYesBeforeMidOctober() {
        var scopes = Set.of("men_statut_boursier", "men_statut_scolarite", "men_statut_identite");
        var told = told(ask(source("simulateur"), "scolarite", scopes, SACHA, COLLEGE, null, SEPTEMBER));
        assertThat(told.data().path("est_boursier").booleanValue()).isTrue();
        assertThat(told.unsure()).isEmpty();
        assertThat(new Bodies.ScolariteMen(null, null, true, null, null, null, false, null, null).unsure(SEPTEMBER))
                .containsExactlyInAnyOrder("est_boursier", "echelon_bourse");
        assertThat(new Bodies.ScolariteMen(null, null, true, null, null, null, false, null, null)
                        .unsure(LocalDate.parse("2026-10-15")))
                .isEmpty();
    }

    @Test
    void asksByFranceConnectWithoutSayingWhoItIs() {
        var scopes = Set.of("cnaf_quotient_familial", "cnaf_adresse");
        var told = told(ask(source("simulateur"), "quotient-familial", scopes, CAMILLE, Map.of(), "camille_fc", TODAY));
        assertThat(told.data().path("quotient_familial").path("valeur").intValue())
                .isEqualTo(584);
        assertThat(system.calls())
                .last()
                .satisfies(call -> assertThat(call.operation()).isEqualTo("/v3/dss/quotient_familial/france_connect"));
        assertThat(told(ask(
                                source("simulateur"),
                                "quotient-familial",
                                scopes,
                                CAMILLE,
                                Map.of(),
                                "camille_fc_peu",
                                TODAY))
                        .present())
                .as("as far as the citizen consented")
                .containsExactly("quotient_familial");
        assertThat(ask(
                        source("simulateur"),
                        "quotient-familial",
                        scopes,
                        CAMILLE,
                        Map.of(),
                        "camille_fc_expire",
                        TODAY))
                .isEqualTo(Unavailable.because(Unavailable.FRANCE_CONNECT));
    }

    /** Each would be refused, and counted against us. */
    @ParameterizedTest
    @CsvSource({
        "rsa, DUPONT-TEST, Camille, 1980-05-17, , 99100, 75107",
        "rsa, DUPONT-TEST, Camille, 1980-05-17, F, , 75107",
        "rsa, DUPONT-TEST, Camille, 1980-05-17, F, 99100, ",
        "rsa, DUPONT-TEST, C4mille, 1980-05-17, F, 99100, 75107",
        "rsa, DUPONT-TEST, Camille, 1880-05-17, F, 99100, 75107",
        "rsa, DUPONT-TEST, Camille, 2026-11-27, F, 99100, 75107",
        "scolarite, DUPONT-TEST, Camille, 2013-00-00, F, 99100, 75107"
    })
    void asksNothingThatWouldBeRefused(
            String fact, String name, String given, String birth, Identite.Sexe sex, String country, String commune) {
        var person = identite(name, List.of(given), birth, sex, commune, country);
        assertThat(ask(source("simulateur"), fact, Set.of("revenu_solidarite_active"), person, COLLEGE, null, TODAY))
                .isEqualTo(new NotFound("identity-incomplete"));
        assertThat(system.calls()).isEmpty();
    }

    @Test
    void saysWhoseFaultItIsThatItGetsNoAnswer() {
        assertThat(ask(
                        source("simulateur-expire"),
                        "rsa",
                        Set.of("revenu_solidarite_active"),
                        CAMILLE,
                        Map.of(),
                        null,
                        TODAY))
                .isEqualTo(Unavailable.because("token"));
        system.fail(FaultMode.HTTP_503);
        assertThat(ask("rsa", Set.of("revenu_solidarite_active"), CAMILLE))
                .isEqualTo(new Unavailable("http-503", false, Duration.ofSeconds(5)));
        system.fail(FaultMode.CONNECTION_REFUSED);
        assertThat(ask("rsa", Set.of("revenu_solidarite_active"), CAMILLE))
                .isEqualTo(Unavailable.because("no-connection"));
        system.fail(FaultMode.HANG);
        assertThat(ask("rsa", Set.of("revenu_solidarite_active"), CAMILLE)).isEqualTo(Unavailable.because("timeout"));
    }

    private Answer ask(String fact, Set<String> scopes, Identite person) {
        return ask(source("simulateur"), fact, scopes, person, Map.of(), null, TODAY);
    }

    private static Answer ask(
            ParticulierSource source,
            String fact,
            Set<String> scopes,
            Identite person,
            Map<String, String> parameters,
            @Nullable String token,
            LocalDate today) {
        try (source) {
            var answer =
                    source.ask(new Question(fact, scopes, person, parameters, token, today, Duration.ofSeconds(3)));
            return answer instanceof Unavailable broken ? broken.under(null) : answer; // no number is like another
        }
    }

    private static Told told(Answer answer) {
        assertThat(answer).isInstanceOf(Told.class);
        return (Told) answer;
    }

    private ParticulierSource source(String token) {
        return new ParticulierSource(
                new ParticulierSettings(
                        system.url(),
                        token,
                        "22330001300016",
                        Map.of(),
                        true,
                        new SourceSettings("Test", 20, Duration.ofSeconds(1), Duration.ofSeconds(1), null)),
                new SimulatorsSettings("127.0.0.1", 9090));
    }

    private static Identite identite(
            String name,
            List<String> given,
            String birth,
            Identite.@Nullable Sexe sex,
            @Nullable String commune,
            @Nullable String country) {
        return new Identite(name, null, given, new PartialDate(birth), sex, commune, country);
    }
}
