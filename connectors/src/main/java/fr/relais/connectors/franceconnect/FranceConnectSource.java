package fr.relais.connectors.franceconnect;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks FranceConnect who its citizen is. Unverified: where version 2 answers is not known for certain, and it is said to sign what it
 * answers; a signed answer is not taken here.
 */
@Component
@EnableConfigurationProperties({FranceConnectSettings.class, SimulatorsSettings.class})
final class FranceConnectSource extends RestSource {

    private static final Fact IDENTITY = new Fact(
            Map.of(
                    "identite_pivot",
                    List.of(
                            "given_name",
                            "given_name_array",
                            "family_name",
                            "birthdate",
                            "gender",
                            "birthplace",
                            "birthcountry"),
                    "profile",
                    List.of("given_name", "family_name", "birthdate", "gender", "preferred_username"),
                    "birth",
                    List.of("birthplace", "birthcountry"),
                    "email",
                    List.of("email"),
                    "phone",
                    List.of("phone_number")),
            Set.of(),
            true,
            false,
            false);

    FranceConnectSource(FranceConnectSettings settings, SimulatorsSettings simulators) {
        super(
                "franceconnect",
                "FranceConnect",
                settings.url(),
                simulators.url(FranceConnectSettings.SIMULATOR_PLACE, "/api/v2"),
                settings.source());
    }

    @Override
    public Map<String, Fact> facts() {
        return Map.of("identite", IDENTITY);
    }

    /** Only a token opens anything, and only for a minute: it is asked at once, and never a second time. */
    @Override
    public Answer ask(Question question) {
        var token = question.franceConnectToken();
        if (token == null) {
            return new NotFound("identity-incomplete");
        }
        var reply = client.get(
                new Query().of(base, "/userinfo"), Map.of("Authorization", "Bearer " + token), question.patience());
        if (reply instanceof Reply.Heard heard && heard.status() == 401) {
            return Unavailable.because(Unavailable.FRANCE_CONNECT);
        }
        return once(Plain.answer(reply, Duration.ofSeconds(1), heard -> told(heard, question)));
    }

    private static Answer once(Answer answer) {
        return answer instanceof Unavailable broken
                ? new Unavailable(broken.cause(), false, broken.retryAfter(), broken.requestId())
                : answer;
    }

    private static Answer told(Reply.Heard heard, Question question) {
        return Typed.read(heard.body(), Claims.class)
                .<Answer>map(claims -> new Told(
                        IDENTITY.shown(Typed.tree(claims), question.scopes()),
                        IDENTITY.present(heard.body()),
                        Set.of(),
                        !claims.person().mayBe(question.person()),
                        question.today(),
                        null,
                        heard.requestId()))
                .orElseGet(() -> Unavailable.because("invalid-answer").under(heard.requestId()));
    }
}
