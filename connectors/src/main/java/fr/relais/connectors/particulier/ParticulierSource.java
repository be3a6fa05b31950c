package fr.relais.connectors.particulier;

import fr.relais.connectors.Answer;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Fact;
import fr.relais.connectors.FactSource;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.SourceSettings;
import fr.relais.connectors.rest.JsonClient;
import fr.relais.mappings.teleservice.Wording;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Asks API Particulier, by the identity of the person or by their FranceConnect token. */
@Component
@EnableConfigurationProperties({ParticulierSettings.class, SimulatorsSettings.class})
final class ParticulierSource implements FactSource, AutoCloseable {

    private final ParticulierSettings settings;
    private final URI base;
    private final JsonClient client;

    ParticulierSource(ParticulierSettings settings, SimulatorsSettings simulators) {
        this.settings = settings;
        this.base = settings.url() == null ? simulators.url(ParticulierSettings.SIMULATOR_PLACE, "") : settings.url();
        this.client = new JsonClient(settings.source().connectTimeout());
    }

    @Override
    public ConnectorId id() {
        return new ConnectorId("particulier");
    }

    @Override
    public Wording name() {
        return new Wording("API Particulier", "API Particulier");
    }

    @Override
    public SourceSettings source() {
        return settings.source();
    }

    @Override
    public boolean isSimulated() {
        return settings.url() == null;
    }

    @Override
    public Map<String, Fact> facts() {
        return Arrays.stream(Endpoint.values()).collect(Collectors.toMap(Endpoint::fact, Endpoint::declared));
    }

    @Override
    public Answer ask(Question question) {
        var endpoint = Endpoint.of(question.fact());
        boolean byFranceConnect =
                question.franceConnectToken() != null && endpoint.declared().byFranceConnect();
        var query = Parameters.of(endpoint, question, byFranceConnect, settings.recipient());
        if (query.isEmpty()) { // the API would say so too, and count the call
            return new Answer.NotFound("identity-incomplete");
        }
        var headers = new HashMap<>(settings.headers());
        headers.put("Authorization", "Bearer " + (byFranceConnect ? question.franceConnectToken() : settings.token()));
        var reply = client.get(query.get().of(base, endpoint.path(byFranceConnect)), headers, question.patience());
        return Replies.answer(endpoint, question, reply, byFranceConnect, settings.schoolGrants());
    }

    @Override
    public void close() {
        client.close();
    }
}
