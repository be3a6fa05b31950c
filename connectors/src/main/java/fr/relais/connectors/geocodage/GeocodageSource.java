package fr.relais.connectors.geocodage;

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
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks the Géoplateforme how the national address base writes an address. */
@Component
@EnableConfigurationProperties({GeocodageSettings.class, SimulatorsSettings.class})
final class GeocodageSource extends RestSource {

    private static final Map<String, Fact> FACTS = Map.of(
            "adresse",
            new Fact(
                    Map.of("geocodage", List.of("voie", "codePostal", "commune", "codeInsee")),
                    Set.of("voie", "codePostal"),
                    false,
                    true,
                    true));

    private static final int LONGEST = 200;
    private static final Pattern ASKABLE = Pattern.compile("[\\p{L}0-9].{2,}");

    /** Of a feature, the properties that matter (Géoplateforme, gpf-geocodeur; their exact list is known from its users). */
    record Properties(
            @NotNull @DecimalMin("0") @DecimalMax("1.001") Double score,
            @NotBlank @Size(max = 40) String type,
            @NotBlank @Size(max = 200) String name,

            @NotBlank @jakarta.validation.constraints.Pattern(regexp = "[0-9]{5}") String postcode,

            @NotBlank @jakarta.validation.constraints.Pattern(regexp = "[0-9][0-9AB][0-9]{3}") String citycode,

            @NotBlank @Size(max = 200) String city) {}

    GeocodageSource(GeocodageSettings settings, SimulatorsSettings simulators) {
        super(
                "geocodage",
                "Géoplateforme",
                settings.url(),
                simulators.url(GeocodageSettings.SIMULATOR_PLACE, ""),
                settings.source());
    }

    @Override
    public Map<String, Fact> facts() {
        return FACTS;
    }

    /** Sends the street line and the postcode, and never a name or where in the building: the best address it knows, with its score. */
    @Override
    public Answer ask(Question question) {
        var street = question.parameters().get("voie");
        if (street == null
                || street.length() > LONGEST
                || !ASKABLE.matcher(street).matches()) {
            return new NotFound("incomplete");
        }
        var query = new Query()
                .add("q", street)
                .add("postcode", question.parameters().get("codePostal"))
                .add("index", "address")
                .add("autocomplete", "0")
                .add("limit", "1");
        var reply = client.get(query.of(base, "/search"), Map.of(), question.patience());
        return Plain.answer(reply, Duration.ofSeconds(5), heard -> told(heard.body(), question));
    }

    private static Answer told(JsonNode body, Question question) {
        var features = body.path("features");
        if (!features.isArray()) {
            return Unavailable.because("invalid-answer");
        }
        if (features.isEmpty()) {
            return new NotFound("no-address");
        }
        var found = Typed.read(features.path(0).path("properties"), Properties.class);
        return found.<Answer>map(properties -> new Told(
                        Typed.tree(Map.of(
                                "voie", properties.name(),
                                "codePostal", properties.postcode(),
                                "commune", properties.city(),
                                "codeInsee", properties.citycode())),
                        Set.of("voie", "codePostal", "commune", "codeInsee"),
                        Set.of(),
                        false,
                        question.today(),
                        properties.score(),
                        null))
                .orElseGet(() -> Unavailable.because("invalid-answer"));
    }
}
