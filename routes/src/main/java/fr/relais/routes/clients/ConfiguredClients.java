package fr.relais.routes.clients;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;

/** The clients of the configuration. Spring's own in-memory repository refuses clients that share a secret, as these do. */
final class ConfiguredClients implements RegisteredClientRepository {

    private final Map<String, RegisteredClient> clients;

    ConfiguredClients(Map<String, RegisteredClient> clients) {
        this.clients = Map.copyOf(clients);
    }

    @Override
    public void save(RegisteredClient client) {
        throw new IllegalStateException("clients are configured, not registered");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return clients.get(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return clients.get(clientId);
    }
}
