package fr.relais.connectors.particulier;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Fact;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.rest.RestSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Asks API Particulier, by the identity of the person or by their FranceConnect token. */
@Component
@EnableConfigurationProperties({ParticulierSettings.class, SimulatorsSettings.class})
final class ParticulierSource extends RestSource {

    private final ParticulierSettings settings;

    ParticulierSource(ParticulierSettings settings, SimulatorsSettings simulators) {
        super(
                "particulier",
                "API Particulier",
                settings.url(),
                simulators.url(ParticulierSettings.SIMULATOR_PLACE, ""),
                settings.source());
        this.settings = settings;
    }

    @Override
    protected String token() {
        return settings.token();
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
}
