package fr.relais.connectors.particulier;

import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.Map;
import org.hibernate.validator.constraints.LuhnCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who asks, and where.
 *
 * @param url {@code https://particulier.api.gouv.fr}; the simulator's when absent
 * @param token the habilitation's, good for 18 months
 * @param recipient SIRET of the département: who the data is for
 * @param headers that an editor's token or a delegation needs besides
 * @param schoolGrants whether the Education's grant fields are served: the API brought them back in 2026, and says no more
 */
@Validated
@ConfigurationProperties("relais.connectors.particulier")
record ParticulierSettings(
        @Nullable URI url,
        @NotNull @DefaultValue("simulateur") String token,

        @NotNull @Pattern(regexp = "[0-9]{14}") @LuhnCheck @DefaultValue(SIMULATORS_RECIPIENT)
        String recipient,

        @Nullable Map<String, String> headers,
        @DefaultValue("true") boolean schoolGrants,
        @Valid @DefaultValue SourceSettings source) {

    private static final String SIMULATORS_RECIPIENT = "22330001300016";

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 5;

    ParticulierSettings {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    @AssertTrue(message = "token and recipient are the simulator's: give those of your habilitation") boolean isOurs() {
        return SimulatorsSettings.isHere(url)
                || (!token.equals("simulateur") && !recipient.equals(SIMULATORS_RECIPIENT));
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "ParticulierSettings[" + url + "]";
    }
}
