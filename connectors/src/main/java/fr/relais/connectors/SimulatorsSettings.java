package fr.relais.connectors;

import java.net.URI;
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

    public URI url(int place, String path) {
        return URI.create("http://" + host + ":" + (port + place) + path);
    }
}
