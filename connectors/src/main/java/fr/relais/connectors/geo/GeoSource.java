package fr.relais.connectors.geo;

import fr.relais.connectors.Answer;
import fr.relais.connectors.Answer.NotFound;
import fr.relais.connectors.Answer.Told;
import fr.relais.connectors.Answer.Unavailable;
import fr.relais.connectors.Fact;
import fr.relais.connectors.Question;
import fr.relais.connectors.SimulatorsSettings;
import fr.relais.connectors.rest.Plain;
import fr.relais.connectors.rest.Query;
import fr.relais.connectors.rest.RestSource;
import fr.relais.connectors.rest.Typed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks API Géo which commune a postcode and a name mean. */
@Component
@EnableConfigurationProperties({GeoSettings.class, SimulatorsSettings.class})
final class GeoSource extends RestSource {

    private static final Map<String, Fact> FACTS = Map.of(
            "commune",
            new Fact(
                    Map.of("geo", List.of("nom", "code", "codeDepartement")),
                    Set.of("codePostal", "nom"),
                    false,
                    true,
                    true));

    private static final int MOST = 50;

    /** A commune of today (geo.api.gouv.fr); which parameters it takes is known from its users only. */
    record Commune(
            @NotBlank @Size(max = 200) String nom,

            @NotBlank @Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String code,

            @Nullable @Pattern(regexp = "[0-9][0-9AB][0-9]?") String codeDepartement) {}

    GeoSource(GeoSettings settings, SimulatorsSettings simulators) {
        super("geo", "API Géo", settings.url(), simulators.url(GeoSettings.SIMULATOR_PLACE, ""), settings.source());
    }

    @Override
    public Map<String, Fact> facts() {
        return FACTS;
    }

    /** The one commune of that postcode and name; more than one is a question, not an answer. */
    @Override
    public Answer ask(Question question) {
        var query = new Query()
                .add("codePostal", question.parameters().get("codePostal"))
                .add("nom", question.parameters().get("nom"))
                .add("fields", "nom,code,codeDepartement")
                .add("limit", MOST);
        var reply = client.get(query.of(base, "/communes"), Map.of(), question.patience());
        return Plain.answer(reply, Duration.ofSeconds(1), heard -> told(heard.body(), question));
    }

    private static Answer told(JsonNode body, Question question) {
        if (!body.isArray() || body.size() > MOST) {
            return Unavailable.because("invalid-answer");
        }
        var communes = body.valueStream()
                .map(commune -> Typed.read(commune, Commune.class))
                .toList();
        if (communes.stream().anyMatch(Optional::isEmpty)) {
            return Unavailable.because("invalid-answer");
        }
        var named = communes.stream()
                .flatMap(Optional::stream)
                .filter(commune -> communes.size() == 1
                        || commune.nom().equalsIgnoreCase(question.parameters().get("nom")))
                .toList();
        return named.size() != 1
                ? new NotFound("ambiguous")
                : new Told(
                        Typed.tree(named.getFirst()),
                        Set.of("nom", "code", "codeDepartement"),
                        Set.of(),
                        false,
                        question.today(),
                        1.0,
                        null);
    }
}
