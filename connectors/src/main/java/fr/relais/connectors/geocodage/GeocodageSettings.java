package fr.relais.connectors.geocodage;

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
 * @param url {@code https://data.geopf.fr/geocodage}; the simulator's when absent
 */
@Validated
@ConfigurationProperties("relais.connectors.geocodage")
record GeocodageSettings(
        @Nullable URI url, @Valid @DefaultValue SourceSettings source) {

    /** The simulator's place after the simulators' admin port. */
    static final int SIMULATOR_PLACE = 7;
}
