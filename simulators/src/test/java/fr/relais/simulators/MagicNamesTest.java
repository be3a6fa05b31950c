package fr.relais.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MagicNamesTest {

    private static final String KEY = "R26-7KQ4-9M2X/1";
    private static final Pattern NUMBER = Pattern.compile("<(?:\\w+:)?numero(?:Tiers)?>(\\w+)<");
    private static final Duration SLOWNESS = Duration.ofMillis(400);

    private static Simulators simulators;
    private static Soap social;
    private static Soap finance;

    @BeforeAll
    static void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0, java.net.InetAddress.getLoopbackAddress(), SLOWNESS);
        social = new Soap(simulators.system("social"), Duration.ofSeconds(10));
        finance = new Soap(simulators.system("finance"), Duration.ofSeconds(10));
    }

    @BeforeEach
    void reset() {
        simulators.reset();
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @Test
    void knowsEveryoneUnderOneStableNumber() throws Exception {
        String first = social.send(Soap.search("DUPONT-TEST")).body();

        assertThat(numbers(first)).isEqualTo(1);
        assertThat(number(social.send(Soap.search("dupont-test")).body())).isEqualTo(number(first));
        assertThat(number(social.send(Soap.search("MARTIN-TEST")).body())).isNotEqualTo(number(first));
    }

    @Test
    void refusesChanges() throws Exception {
        assertThat(social.send(Soap.changeRib(KEY, "REFUS-TEST")).body()).contains("DonneesInvalides");
        assertThat(finance.send(Soap.createTiers(KEY, "REFUS-TEST")).body()).contains("DonneesInvalides");
        assertThat(changeRibOfTiersNamed("REFUS-TEST")).contains("DonneesInvalides");
        nothingIsApplied();
    }

    @Test
    void takesItsTimeForChanges() throws Exception {
        long start = System.nanoTime();
        social.send(Soap.changeRib(KEY, "LENT-TEST"));
        changeRibOfTiersNamed("LENT-TEST");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(SLOWNESS.multipliedBy(2));
        assertThat(simulators.system("social").records(KEY)).hasSize(1);
        assertThat(simulators.system("finance").records(KEY)).hasSize(1);
    }

    @Test
    void doesNotKnowTheUnknown() throws Exception {
        assertThat(numbers(social.send(Soap.search("INCONNU-TEST")).body())).isZero();
        assertThat(social.send(Soap.changeRib(KEY, "INCONNU-TEST")).body()).contains("UsagerInconnu");
        assertThat(finance.send(Soap.changeRibOfTiers(KEY, "F-0000")).body()).contains("UsagerInconnu");
        nothingIsApplied();
    }

    @Test
    void createsTheUnknownInFinance() throws Exception {
        String number =
                number(finance.send(Soap.createTiers(KEY, "INCONNU-TEST")).body());

        assertThat(finance.send(Soap.changeRibOfTiers(KEY, number)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void findsTwoNamesakes() throws Exception {
        assertThat(numbers(social.send(Soap.search("HOMONYME-TEST")).body())).isEqualTo(2);
        assertThat(numbers(finance.send(Soap.searchTiers("HOMONYME-TEST")).body()))
                .isEqualTo(2);
        assertThat(social.send(Soap.changeRib(KEY, "HOMONYME-TEST")).body()).contains("Homonymes");
        nothingIsApplied();
    }

    @Test
    void actsInTheSystemOfItsSuffixOnly() throws Exception {
        assertThat(numbers(
                        finance.send(Soap.searchTiers("INCONNU-TEST-FINANCE")).body()))
                .isZero();
        assertThat(social.send(Soap.changeRib(KEY, "INCONNU-TEST-FINANCE")).statusCode())
                .isEqualTo(200);
        assertThat(changeRibOfTiersNamed("REFUS-TEST-SOCIAL")).doesNotContain("DonneesInvalides");
    }

    @Test
    void refusesAnIbanWithAWrongKey() throws Exception {
        String body = Soap.changeRib(KEY, "DUPONT-TEST", "FR7630006000011234567890188");

        assertThat(social.send(body).body()).contains("DonneesInvalides").contains("IBAN_INVALIDE");
        nothingIsApplied();
    }

    private String changeRibOfTiersNamed(String name) throws Exception {
        String number = number(finance.send(Soap.searchTiers(name)).body());
        return finance.send(Soap.changeRibOfTiers(KEY, number)).body();
    }

    private static void nothingIsApplied() {
        assertThat(simulators.systems())
                .allSatisfy(system -> assertThat(system.records()).isEmpty());
    }

    private static long numbers(String answer) {
        return NUMBER.matcher(answer).results().count();
    }

    private static String number(String answer) {
        return NUMBER.matcher(answer).results().findFirst().orElseThrow().group(1);
    }
}
