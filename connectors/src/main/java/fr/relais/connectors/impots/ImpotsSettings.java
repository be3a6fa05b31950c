package fr.relais.connectors.impots;

import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where it is asked, and as whom.
 *
 * @param url {@code https://<gateway>}; the simulator's when absent
 * @param clientId of the habilitation
 * @param clientSecret of the habilitation
 * @param teleservice the {@code ID_Teleservice} of the habilitation
 */
@Validated
@ConfigurationProperties("relais.connectors.impots")
record ImpotsSettings(
        @Nullable URI url,
        @NotNull @DefaultValue("simulateur") String clientId,
        @NotNull @DefaultValue("simulateur") String clientSecret,
        @NotNull @DefaultValue("relais") String teleservice,
        @Valid @DefaultValue SourceSettings source) {

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 6;

    @AssertTrue(message = "clientId and clientSecret are the simulator's: give those of your habilitation") boolean isOurs() {
        return SimulatorsSettings.isHere(url) || !clientSecret.equals("simulateur");
    }

    /** The secret stays out of logs. */
    @Override
    public String toString() {
        return "ImpotsSettings[" + url + "]";
    }
}
