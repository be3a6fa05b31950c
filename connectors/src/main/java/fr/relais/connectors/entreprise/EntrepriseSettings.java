package fr.relais.connectors.entreprise;

import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import org.hibernate.validator.constraints.LuhnCheck;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where it is asked, and as whom.
 *
 * @param url {@code https://entreprise.api.gouv.fr}; the simulator's when absent
 * @param token the habilitation's
 * @param recipient SIRET of the département
 * @param context what for, as the habilitation says
 */
@Validated
@ConfigurationProperties("relais.connectors.entreprise")
record EntrepriseSettings(
        @Nullable URI url,
        @NotNull @DefaultValue("simulateur") String token,

        @NotNull @Pattern(regexp = "[0-9]{14}") @LuhnCheck @DefaultValue(SIMULATORS_RECIPIENT)
        String recipient,

        @NotNull @DefaultValue("Aides aux associations") String context,
        @Valid @DefaultValue SourceSettings source) {

    private static final String SIMULATORS_RECIPIENT = "22330001300016";

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 9;

    @AssertTrue(message = "token and recipient are the simulator's: give those of your habilitation") boolean isOurs() {
        return SimulatorsSettings.isHere(url)
                || (!token.equals("simulateur") && !recipient.equals(SIMULATORS_RECIPIENT));
    }

    /** The token stays out of logs. */
    @Override
    public String toString() {
        return "EntrepriseSettings[" + url + "]";
    }
}
