package fr.relais.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.simulators.soap.Security;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class SecuritySettingsTest {

    @Test
    void turnsAwayWhoShowsNothingWhereItIsSet(@TempDir Path folder) throws Exception {
        try (var application = start(
                folder,
                "--relais.simulators.security.social.mode=username-token",
                "--relais.simulators.security.social.username=relais",
                "--relais.simulators.security.social.password=secret")) {
            var simulators = application.getBean(Simulators.class);
            var social = simulators.system("social");
            var answer =
                    new Soap(social, Duration.ofSeconds(10)).send(Soap.changeRib("R26-7KQ4-9M2X/1", "DUPONT-TEST"));
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("Fault", "wssecurity");
            assertThat(social.records()).isEmpty();

            var finance = simulators.system("finance");
            new Soap(finance, Duration.ofSeconds(10)).send(Soap.createTiers("R26-7KQ4-9M2X/2", "DUPONT-TEST"));
            assertThat(finance.records()).hasSize(1);
        }
    }

    @Test
    void refusesToDemandOfNobody(@TempDir Path folder) {
        var security = Map.of("autre", Security.usernameToken("relais", "secret"));
        assertThatThrownBy(() -> Simulators.start(folder, 0, security)).hasMessageContaining("autre");
    }

    @Test
    void refusesHalfASetting(@TempDir Path folder) {
        assertThatThrownBy(() -> start(folder, "--relais.simulators.security.social.mode=signature"))
                .hasStackTraceContaining("signature needs keystore, keystore-password and key-alias");
    }

    private static ConfigurableApplicationContext start(Path folder, String... settings) {
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--relais.simulators.port=0");
        arguments.add("--relais.simulators.folder=" + folder);
        return SimulatorsApplication.start(arguments.toArray(String[]::new));
    }
}
