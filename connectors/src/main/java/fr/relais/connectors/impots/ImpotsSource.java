package fr.relais.connectors.impots;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Fact;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.rest.Plain;
import fr.relais.connectors.rest.Query;
import fr.relais.connectors.rest.Reply;
import fr.relais.connectors.rest.RestSource;
import fr.relais.connectors.rest.Typed;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks the DGFiP what a household declared. */
@Component
@EnableConfigurationProperties({ImpotsSettings.class, SimulatorsSettings.class})
final class ImpotsSource extends RestSource {

    private static final Fact SITUATION = new Fact(
            Map.of(
                    "dgfip_rfr", List.of("rfr"),
                    "dgfip_nbpart", List.of("nbPart"),
                    "dgfip_sitfam", List.of("sitFam"),
                    "dgfip_pac_nbPac", List.of("pac"),
                    "dgfip_aft", List.of("aft"),
                    "dgfip_annee_n_moins_1", List.of("annRevenu")),
            Set.of(),
            true,
            false,
            true);

    private static final Pattern SPI = Pattern.compile("[0-9]{13}");
    private static final String PATH = "/dernieresituation/ir/assiettes/deuxans";

    private final ImpotsSettings settings;
    private final Tokens tokens;

    ImpotsSource(ImpotsSettings settings, SimulatorsSettings simulators) {
        super("impots", "DGFiP", settings.url(), simulators.url(ImpotsSettings.SIMULATOR_PLACE, ""), settings.source());
        this.settings = settings;
        this.tokens = new Tokens(settings, base, client);
    }

    @Override
    public Map<String, Fact> facts() {
        return Map.of("situation", SITUATION);
    }

    /** By the citizen's FranceConnect token, or by their tax number; an identity alone opens nothing here. */
    @Override
    public Answer ask(Question question) {
        var spi = question.parameters().get("spi");
        var byFranceConnect = question.franceConnectToken();
        if (byFranceConnect == null && (spi == null || !SPI.matcher(spi).matches())) {
            return new NotFound("identity-incomplete");
        }
        long started = System.nanoTime();
        var token = tokens.current(question.patience());
        if (token.isEmpty()) {
            return Unavailable.because("token");
        }
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + token.get());
        headers.put("X-Correlation-ID", UUID.randomUUID().toString());
        headers.put("ID_Teleservice", settings.teleservice());
        if (byFranceConnect != null) {
            headers.put("X-FranceConnect-OAuth", byFranceConnect);
        }
        var path = byFranceConnect == null ? "/spi/" + spi + PATH : PATH;
        var left = question.patience().minusNanos(System.nanoTime() - started);
        var reply = client.get(new Query().of(base, "/impotparticulier/1.0" + path), headers, left);
        return answer(reply, question);
    }

    /** 403 means that nothing is found, as API Particulier's own client reads it; 401 that a token is no good. */
    private Answer answer(Reply reply, Question question) {
        if (reply instanceof Reply.Heard heard && heard.status() == 401) {
            tokens.forget();
            return Unavailable.because(question.franceConnectToken() == null ? "token" : Unavailable.FRANCE_CONNECT);
        }
        if (reply instanceof Reply.Heard heard && heard.status() == 403) {
            return new NotFound("http-403");
        }
        return Plain.answer(reply, Duration.ofSeconds(1), body -> told(body, question));
    }

    private static Answer told(JsonNode body, Question question) {
        return Typed.read(body, Situation.class)
                .<Answer>map(situation -> new Told(
                        Typed.tree(situation).retain(SITUATION.opened(question.scopes())),
                        new HashSet<>(body.propertyNames()),
                        Set.of(),
                        situation.isPerhapsOfSomebodyElse(question.person()),
                        situation.asOf(question.today()),
                        null,
                        null))
                .orElseGet(() -> Unavailable.because("invalid-answer"));
    }
}
