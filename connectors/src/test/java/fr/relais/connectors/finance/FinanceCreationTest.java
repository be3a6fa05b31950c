package fr.relais.connectors.finance;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Declined;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Unknown;
import fr.relais.connectors.People;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FinanceCreationTest {

    private static final DeliveryKey KEY = new DeliveryKey("R26-TEST/1");

    private static Simulators simulators;
    private static RunningSystem system;

    @BeforeAll
    static void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0);
        system = simulators.system("finance");
    }

    @BeforeEach
    void begin() {
        simulators.reset();
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @Test
    void createsAnUnknownTiersWhenItMay() {
        assertThat(send(Errand.TIERS, People.UNKNOWN, true))
                .isInstanceOfSatisfying(
                        Delivered.class,
                        delivered -> assertThat(delivered.reference())
                                .isEqualTo(system.records().getFirst().reference()));
        assertThat(change()).contains("creerOuModifierTiers").doesNotContain("numeroTiers");
    }

    @Test
    void changesAKnownTiersRatherThanCreateItAgain() {
        assertThat(send(Errand.TIERS, People.KNOWN, true)).isInstanceOf(Delivered.class);
        assertThat(change()).contains("numeroTiers");
    }

    @Test
    void doesNotCreateBesideNamesakes() {
        assertThat(send(Errand.TIERS, People.NAMESAKE, true))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo("homonymes"));
        assertThat(system.records()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Errand.class,
            names = {"RIB", "ADRESSE"})
    void doesNotCreateForAMereChange(Errand errand) {
        assertThat(send(errand, People.UNKNOWN, true))
                .isInstanceOfSatisfying(
                        Declined.class, declined -> assertThat(declined.code()).isEqualTo(Declined.UNKNOWN_PERSON));
        assertThat(system.records()).isEmpty();
    }

    @Test
    void createsOnceWhenItIsUnknownWhetherItDid() {
        system.fail(FaultMode.APPLY_THEN_HANG);
        var hasty = connector(system.url(), Duration.ofSeconds(1));
        assertThat(hasty.send(hasty.prepare(delivery(Errand.TIERS, People.UNKNOWN, true, 1))))
                .isInstanceOf(Unknown.class);
        system.recover();
        var connector = connector(system.url(), Duration.ofSeconds(10));
        assertThat(connector.find(KEY)).isInstanceOf(Finding.Applied.class);
        assertThat(connector.send(connector.prepare(delivery(Errand.TIERS, People.UNKNOWN, true, 2))))
                .isInstanceOf(Delivered.class);
        assertThat(system.records()).hasSize(1);
    }

    private static Outcome send(Errand errand, String birthName, boolean mayCreate) {
        var connector = connector(system.url(), Duration.ofSeconds(10));
        return connector.send(connector.prepare(delivery(errand, birthName, mayCreate, 1)));
    }

    private static Delivery delivery(Errand errand, String birthName, boolean mayCreate, int attempt) {
        return new Delivery(
                KEY,
                errand.operation(),
                errand.dossier(birthName),
                List.of(),
                mayCreate,
                attempt,
                () -> Duration.ofMinutes(1));
    }

    private static FinanceConnector connector(URI url, Duration readTimeout) {
        return FinanceContract.finance(
                new SoapSettings(url, Duration.ofMillis(500), readTimeout, "", SecuritySettings.NONE));
    }

    private static String change() {
        return new String(system.bodies(KEY.value()).getFirst(), StandardCharsets.UTF_8);
    }
}
