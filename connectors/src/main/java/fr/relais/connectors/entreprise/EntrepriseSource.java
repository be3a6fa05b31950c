package fr.relais.connectors.entreprise;

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
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Asks API Entreprise about an association. */
@Component
@EnableConfigurationProperties({EntrepriseSettings.class, SimulatorsSettings.class})
final class EntrepriseSource extends RestSource {

    private static final Map<String, Fact> FACTS = Map.of(
            "association",
            new Fact(
                    Map.of(
                            "associations",
                            List.of("rna", "siren", "nom", "sigle", "active", "siret_siege", "date_creation")),
                    Set.of("identifiant"),
                    false,
                    false,
                    true));

    private static final Pattern ID = Pattern.compile("[0-9]{9}|W[0-9]{9}");

    /** An association (API Entreprise, DJEPVA v4, open data). */
    record Association(
            @Nullable @Size(max = 20) String rna,
            @Nullable @Size(max = 9) String siren,
            @NotBlank @Size(max = 300) String nom,
            @Nullable @Size(max = 100) String sigle,
            @NotNull Boolean active,
            @Nullable @Size(max = 14) String siret_siege,
            @Nullable LocalDate date_creation) {}

    private final EntrepriseSettings settings;

    EntrepriseSource(EntrepriseSettings settings, SimulatorsSettings simulators) {
        super(
                "entreprise",
                "API Entreprise",
                settings.url(),
                simulators.url(EntrepriseSettings.SIMULATOR_PLACE, ""),
                settings.source());
        this.settings = settings;
    }

    @Override
    protected String token() {
        return settings.token();
    }

    @Override
    public Map<String, Fact> facts() {
        return FACTS;
    }

    /** By SIREN or RNA; who asks, for what and about what is told with each call. */
    @Override
    public Answer ask(Question question) {
        var id = question.parameters().get("identifiant");
        if (id == null || !ID.matcher(id).matches()) {
            return new NotFound("incomplete");
        }
        var query = new Query()
                .add("recipient", settings.recipient())
                .add("context", settings.context())
                .add("object", "Demande de subvention");
        var reply = client.get(
                query.of(base, "/v4/djepva/api-association/associations/open_data/" + id),
                Map.of("Authorization", "Bearer " + settings.token()),
                question.patience());
        return Plain.answer(reply, Duration.ofSeconds(1), heard -> told(heard, question));
    }

    private static Answer told(Reply.Heard heard, Question question) {
        var data = heard.body().path("data");
        return Typed.read(data, Association.class)
                .<Answer>map(association -> new Told(
                        Typed.tree(association),
                        new HashSet<>(data.propertyNames()),
                        Set.of(),
                        false,
                        question.today(),
                        null,
                        heard.requestId()))
                .orElseGet(() -> Unavailable.because("invalid-answer").under(heard.requestId()));
    }
}
