package fr.relais.connectors.soap;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a SOAP target is called. No time-out may be zero, which would mean for ever.
 *
 * @param url its address; the simulator's when absent
 * @param connectTimeout how long a connection may take
 * @param readTimeout how long an answer may take
 * @param maintenancePage a text that only its maintenance page holds: by that page it says that nothing was applied
 * @param security what its messages show by WS-Security
 */
public record SoapSettings(
        @Nullable URI url,

        @NotNull @DurationMin(millis = 1) @DefaultValue("2s")
        Duration connectTimeout,

        @NotNull @DurationMin(millis = 1) @DefaultValue("10s")
        Duration readTimeout,

        @DefaultValue("Site en maintenance") String maintenancePage,
        @Valid @DefaultValue SecuritySettings security) {

    /** The longest one call may take. */
    public Duration callTimeout() {
        return connectTimeout.plus(readTimeout);
    }

    /** Whether nothing but the simulator's address is known. */
    public boolean isSimulated() {
        return url == null;
    }

    public SoapSettings at(URI simulator) {
        return url == null ? new SoapSettings(simulator, connectTimeout, readTimeout, maintenancePage, security) : this;
    }
}
