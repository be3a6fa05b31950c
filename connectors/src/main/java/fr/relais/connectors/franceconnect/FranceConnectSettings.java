package fr.relais.connectors.franceconnect;

import fr.relais.connectors.SourceSettings;
import jakarta.validation.Valid;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where it is asked.
 *
 * @param url what {@code /userinfo} follows, {@code https://app.franceconnect.gouv.fr/api/v2} it is thought (unverified); the
 *     simulator's when absent
 */
@Validated
@ConfigurationProperties("relais.connectors.franceconnect")
record FranceConnectSettings(
        @Nullable URI url, @Valid @DefaultValue SourceSettings source) {

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 10;
}
