package fr.relais.simulators;

import fr.relais.simulators.soap.Security;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the simulators live.
 *
 * @param port the admin API's; each system is at its offset from it, and 0 gives everything a free port
 * @param bind the only address listened on
 * @param folder where what was applied is kept
 * @param slowness how long {@code LENT-TEST} makes a change wait
 * @param cases a folder of what the State's APIs know besides, if any
 * @param security what each system, by its id, demands of its callers: nothing by default
 */
@ConfigurationProperties("relais.simulators")
record SimulatorsSettings(
        int port,
        InetAddress bind,
        Path folder,
        Duration slowness,
        @Nullable Path cases,
        @DefaultValue Map<String, Security> security) {

    SimulatorsSettings {
        if (port < 0 || port > 65_000) {
            throw new IllegalArgumentException("RELAIS_SIMULATORS_PORT is between 0 and 65000");
        }
        if (slowness.isNegative()) {
            throw new IllegalArgumentException("relais.simulators.slowness is not negative");
        }
    }
}
