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
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
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
        long end = System.nanoTime() + question.patience().toNanos();
        var path = byFranceConnect == null ? "/spi/" + spi + PATH : PATH;
        var address = new Query().of(base, "/impotparticulier/1.0" + path);
        var first = asked(address, question, end);
        return first.ofAnOldToken() ? asked(address, question, end).answer() : first.answer();
    }

    /** @param ofAnOldToken whether it was refused with a token of ours that was good before, and may be no more */
    private record Asked(Answer answer, boolean ofAnOldToken) {}

    private Asked asked(URI address, Question question, long end) {
        return switch (tokens.current(left(end))) {
            case Tokens.None(var why) -> new Asked(why, false);
            case Tokens.Token ours -> asked(address, question, ours, left(end));
        };
    }

    private Asked asked(URI address, Question question, Tokens.Token ours, Duration left) {
        var number = UUID.randomUUID().toString();
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + ours.value());
        headers.put("X-Correlation-ID", number);
        headers.put("ID_Teleservice", settings.teleservice());
        var byFranceConnect = question.franceConnectToken();
        if (byFranceConnect != null) {
            headers.put("X-FranceConnect-OAuth", byFranceConnect);
        }
        var reply = client.get(address, headers, left);
        var answer = answer(reply, question, number);
        boolean refused = reply instanceof Reply.Heard heard && heard.status() == 401;
        if (refused) {
            tokens.forget();
        }
        return new Asked(
                answer instanceof Unavailable broken ? broken.under(number) : answer, refused && ours.usedBefore());
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /** 403 means that nothing is found, as API Particulier's own client reads it; 401 that a token is no good. */
    private static Answer answer(Reply reply, Question question, String number) {
        if (reply instanceof Reply.Heard heard && heard.status() == 401) {
            return Unavailable.because(question.franceConnectToken() == null ? "token" : Unavailable.FRANCE_CONNECT);
        }
        if (reply instanceof Reply.Heard heard && heard.status() == 403) {
            return new NotFound("http-403");
        }
        return Plain.answer(reply, Duration.ofSeconds(1), heard -> told(heard.body(), question, number));
    }

    /** Whoever types another's tax number is not told what it opens; a token may name its citizen otherwise than they do. */
    private static Answer told(JsonNode body, Question question, String number) {
        var read = Typed.read(body, Situation.class);
        if (read.isEmpty()) {
            return Unavailable.because("invalid-answer");
        }
        var situation = read.get();
        boolean perhapsNot = situation.isPerhapsOfSomebodyElse(question.person());
        return perhapsNot && question.franceConnectToken() == null
                ? new NotFound("somebody-else")
                : new Told(
                        SITUATION.shown(Typed.tree(situation), question.scopes()),
                        SITUATION.present(body),
                        Set.of(),
                        perhapsNot,
                        situation.asOf(question.today()),
                        null,
                        number);
    }
}
