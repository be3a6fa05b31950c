package fr.relais.connectors.social;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.People;
import fr.relais.connectors.Ruling;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.journal.Decisions.Sens;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SocialRulingTest {

    private static final DeliveryKey KEY = new DeliveryKey("R26-7KQ4-9M2X/1");

    private static Simulators simulators;
    private static RunningSystem system;
    private static SocialConnector connector;

    @BeforeAll
    static void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0);
        system = simulators.system("social");
        connector = SocialContract.social(new SoapSettings(
                system.url(),
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                "Site en maintenance",
                SecuritySettings.NONE));
    }

    @BeforeEach
    void begin() {
        simulators.reset();
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    private static String delivered() {
        var delivery = new Delivery(
                KEY,
                Errand.DEMANDE.operation(),
                Errand.DEMANDE.dossier(People.KNOWN),
                List.of(),
                false,
                1,
                () -> Duration.ofMinutes(1));
        return ((Delivered) connector.send(connector.prepare(delivery))).reference();
    }

    @Test
    void isPendingWhileItIsExamined() {
        assertThat(connector.ruling(delivered())).isEqualTo(new Ruling.Pending());
    }

    @ParameterizedTest
    @CsvSource({
        "ACCORDEE, GRANTED, true",
        "ACCORDEE_EN_PARTIE, PARTLY_GRANTED, true",
        "REJETEE, REJECTED, false",
        "SANS_SUITE, CLOSED, false"
    })
    void isGivenAsTheServiceDecided(Sens sens, Ruling.Outcome outcome, boolean favourable) {
        var before = Instant.now().minusMillis(1);
        var reference = delivered();
        system.decide(KEY.value(), sens);
        assertThat(connector.ruling(reference)).isInstanceOfSatisfying(Ruling.Given.class, given -> {
            assertThat(given.outcome()).isEqualTo(outcome);
            assertThat(given.outcome().isFavourable()).isEqualTo(favourable);
            assertThat(given.decidedAt()).isBetween(before, Instant.now());
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_503", "HTTP_200_HTML", "CONNECTION_REFUSED", "HALF_BODY"})
    void saysNothingWhenTheSystemDoesNotAnswer(FaultMode fault) {
        var reference = delivered();
        system.fail(fault);
        assertThat(connector.ruling(reference)).isInstanceOf(Ruling.NoAnswer.class);
    }
}
