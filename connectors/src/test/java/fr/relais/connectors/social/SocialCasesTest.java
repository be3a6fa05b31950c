package fr.relais.connectors.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Errand;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.People;
import fr.relais.connectors.Reading;
import fr.relais.connectors.UnfitDossier;
import fr.relais.connectors.soap.SecuritySettings;
import fr.relais.connectors.soap.SoapSettings;
import fr.relais.mappings.model.ChangementAdresse;
import fr.relais.mappings.model.SituationFamiliale;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.FaultMode;
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

class SocialCasesTest {

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
                Duration.ofSeconds(10),
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

    @Test
    void findsNobodyUnderAnUnknownName() {
        assertThat(read(People.UNKNOWN)).isEqualTo(new Reading.NotFound());
    }

    @Test
    void doesNotChooseBetweenNamesakes() {
        assertThat(read(People.NAMESAKE)).isEqualTo(new Reading.Namesakes());
    }

    @Test
    void saysNothingOfWhatACaseDoesNotHold() {
        assertThat(read("NOUVEAU-TEST")).isInstanceOfSatisfying(Reading.Found.class, found -> {
            assertThat(found.number()).isNotBlank();
            assertThat(found.adresse()).isNull();
            assertThat(found.situation()).isNull();
        });
    }

    @Test
    void readsWhatWasChanged() {
        send(Errand.RIB);
        send(Errand.ADRESSE);
        send(Errand.SITUATION_FAMILIALE);
        assertThat(read(People.KNOWN)).isInstanceOfSatisfying(Reading.Found.class, found -> {
            assertThat(found.adresse())
                    .isEqualTo(((ChangementAdresse)
                                    Errand.ADRESSE.dossier(People.KNOWN).demarche())
                            .adresse());
            assertThat(found.situation()).isEqualTo(SituationFamiliale.PACSE);
            assertThat(found.toString()).doesNotContain(People.KNOWN, found.number(), "PACSE");
        });
    }

    @Test
    void changesNothing() {
        read(People.KNOWN);
        assertThat(system.records()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultMode.class,
            names = {"CONNECTION_REFUSED", "MAINTENANCE_PAGE", "HTTP_200_HTML", "SOAP_FAULT", "HALF_BODY"})
    void saysThatItGotNoAnswer(FaultMode fault) {
        system.fail(fault);
        assertThat(read(People.KNOWN)).isInstanceOf(Reading.NoAnswer.class);
    }

    @Test
    void asksNothingAboutAnIdentityTheTargetCannotHold() {
        assertThatExceptionOfType(UnfitDossier.class)
                .isThrownBy(() -> read("SECRET".repeat(40)))
                .withMessageNotContaining("SECRET");
        assertThat(system.calls()).isEmpty();
    }

    private static Reading read(String birthName) {
        return connector.read(People.identite(birthName, null));
    }

    private static void send(Errand errand) {
        var key = DeliveryKey.of("R26-TEST", errand.ordinal() + 1);
        var delivery = new Delivery(
                key,
                errand.operation(),
                errand.dossier(People.KNOWN),
                List.of(),
                false,
                1,
                () -> Duration.ofMinutes(1));
        assertThat(connector.send(connector.prepare(delivery))).isInstanceOf(Delivered.class);
    }
}
