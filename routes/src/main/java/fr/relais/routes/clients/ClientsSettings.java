package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Definition.Audience;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may call.
 *
 * @param clients by client id
 */
@ConfigurationProperties("relais")
record ClientsSettings(Map<String, Client> clients) {

    ClientsSettings {
        clients = clients == null ? Map.of() : Map.copyOf(clients);
    }

    /**
     * A portal or an engineer's tool.
     *
     * @param scopes what its tokens allow
     * @param audiences the kinds of téléservice it may offer
     */
    record Client(Set<String> scopes, Set<Audience> audiences) {

        Client {
            scopes = scopes == null ? Set.of() : Set.copyOf(scopes);
            audiences = audiences == null ? Set.of() : Set.copyOf(audiences);
        }
    }
}
