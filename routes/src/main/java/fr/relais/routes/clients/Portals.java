package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Definition;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The portals this hub is configured for. */
@Component
public class Portals {

    private final ClientsSettings settings;

    Portals(ClientsSettings settings) {
        this.settings = settings;
    }

    /** Whoever may post, by name. */
    public List<Portal> all() {
        return settings.clients().entrySet().stream()
                .filter(client -> client.getValue().scopes().contains("submissions:write")
                        || !client.getValue().audiences().isEmpty())
                .map(client -> new Portal(client.getKey(), client.getValue()))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** The last day of each client's secret that has one, whether it is a portal or somebody's tool. */
    public Map<String, LocalDate> secretsUntil() {
        var days = new TreeMap<String, LocalDate>();
        settings.clients().forEach((id, client) -> {
            if (client.secretUntil() != null) {
                days.put(id, client.secretUntil());
            }
        });
        return days;
    }

    /** One of them. */
    public static final class Portal {

        private final String id;
        private final ClientsSettings.Client client;

        private Portal(String id, ClientsSettings.Client client) {
            this.id = id;
            this.client = client;
        }

        public String id() {
            return id;
        }

        /** Whether it may offer that téléservice. */
        public boolean mayUse(Definition teleservice) {
            return client.mayUse(teleservice);
        }

        /** The kinds of téléservice it may offer, in their order. */
        public List<String> audiences() {
            return client.audiences().stream().sorted().map(Enum::name).toList();
        }

        /** Calls a minute it may make to each hub; no limit when absent. */
        public @Nullable Integer perMinute() {
            return client.perMinute();
        }

        /** Submissions a minute it may post for one person; no limit when absent. */
        public @Nullable Integer perPersonPerMinute() {
            return client.perPersonPerMinute();
        }
    }
}
