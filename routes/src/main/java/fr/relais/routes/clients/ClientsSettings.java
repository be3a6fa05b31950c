package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Definition.Audience;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may call.
 *
 * @param clients by client id
 * @param portalClaim the claim of a token that names the client; without it, {@code azp}
 */
@ConfigurationProperties("relais")
record ClientsSettings(
        Map<String, Client> clients,
        @DefaultValue("client_id") String portalClaim) {

    ClientsSettings {
        clients = clients == null ? Map.of() : Map.copyOf(clients);
    }

    /** A client nobody configured may authenticate elsewhere; here it may do nothing. */
    Client client(String id) {
        return clients.getOrDefault(id, Client.UNKNOWN);
    }

    /**
     * A portal or an engineer's tool.
     *
     * @param scopes what its tokens allow, where the hub itself issues them; {@code ops} makes an operator of it wherever they
     *     come from
     * @param audiences the kinds of téléservice it may offer
     * @param also téléservices it may offer besides
     * @param except téléservices it may not offer all the same
     * @param perMinute calls a minute it may make to each hub; no limit when absent
     * @param perPersonPerMinute submissions a minute it may post for one person; no limit when absent
     * @param secretUntil the last day its secret is good, as whoever issued it says
     */
    record Client(
            Set<String> scopes,
            Set<Audience> audiences,
            Set<String> also,
            Set<String> except,
            @Nullable Integer perMinute,
            @Nullable Integer perPersonPerMinute,
            @Nullable LocalDate secretUntil) {

        static final Client UNKNOWN = new Client(Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

        Client {
            scopes = scopes == null ? Set.of() : Set.copyOf(scopes);
            audiences = audiences == null ? Set.of() : Set.copyOf(audiences);
            also = also == null ? Set.of() : Set.copyOf(also);
            except = except == null ? Set.of() : Set.copyOf(except);
        }

        boolean mayUse(Definition teleservice) {
            return !except.contains(teleservice.id())
                    && (also.contains(teleservice.id()) || !Collections.disjoint(audiences, teleservice.audiences()));
        }
    }
}
