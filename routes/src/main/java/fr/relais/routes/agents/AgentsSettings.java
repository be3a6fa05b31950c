package fr.relais.routes.agents;

import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Who may open requests.
 *
 * @param agents by account, the bcrypt hash of the password, as {@code htpasswd -nBC 12} makes it; none may, by default
 */
@ConfigurationProperties("relais")
record AgentsSettings(Map<String, String> agents) {

    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$1[0-9]\\$[./A-Za-z0-9]{53}");

    AgentsSettings {
        agents = agents == null ? Map.of() : Map.copyOf(agents);
        agents.forEach((agent, hash) -> {
            if (!HASH.matcher(hash).matches()) {
                throw new IllegalArgumentException("relais.agents." + agent
                        + " is no bcrypt hash of cost 10 or more: make one by htpasswd -nBC 12 " + agent);
            }
        });
    }

    /** The hashes stay out of logs. */
    @Override
    public String toString() {
        return "AgentsSettings" + agents.keySet();
    }
}
