package fr.relais.routes.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class OwnersCheckTest {

    @Test
    void namesOnceEachOwnerNobodySaidHowToReach() {
        assertThat(unreached(Map.of(
                        "relais.alerts.owners.service-education.mail", "education@example.org",
                        "relais.alerts.owners.exploitation.mail", "")))
                .containsExactly("Exploitation", "Service autonomie");
    }

    @Test
    void isContentWhereSomebodyIsToldOfTheRest() {
        assertThat(unreached(Map.of("relais.alerts.otherwise.mail", "dsi@example.org")))
                .isEmpty();
    }

    @Test
    void saysNothingWhereAlertsAreForNobody() {
        assertThat(unreached(Map.of())).isEmpty();
    }

    private static List<String> unreached(Map<String, String> settings) {
        var bound = new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("relais.alerts", AlertsSettings.class);
        return OwnersCheck.unreached(
                Stream.of("Service éducation", "Service autonomie", "Exploitation", "Service autonomie"), bound);
    }
}
