package fr.relais.connectors;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the simulators are: what a connector without an address of its own talks to.
 *
 * @param host the machine they run on
 * @param port the admin port; each system has a fixed place after it
 */
@ConfigurationProperties("relais.simulators")
public record SimulatorsSettings(
        @DefaultValue("127.0.0.1") String host,
        @DefaultValue("9090") int port) {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "[::1]", "localhost");

    /** Whether nobody but this machine can be meant: then the simulators' own credentials are good enough. */
    public static boolean isHere(@Nullable URI url) {
        return url == null || isThisMachine(url.getHost());
    }

    public static boolean isThisMachine(@Nullable String host) {
        return LOOPBACK.contains(String.valueOf(host));
    }

    public URI url(int place, String path) {
        return URI.create("http://" + host + ":" + (port + place) + path);
    }
}
