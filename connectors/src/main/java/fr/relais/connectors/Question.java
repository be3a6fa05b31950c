package fr.relais.connectors;

import fr.relais.mappings.model.Identite;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a source, about whom.
 *
 * @param scopes those the téléservice declares: no other member of the answer is taken over
 * @param franceConnectToken the citizen's own, where the portal has one; it lives for a minute and is never kept
 * @param today in Paris
 * @param patience how long the answer is waited for
 */
public record Question(
        String fact,
        Set<String> scopes,
        Identite person,
        Map<String, String> parameters,
        @Nullable String franceConnectToken,
        LocalDate today,
        Duration patience) {

    public Question {
        scopes = Set.copyOf(scopes);
        parameters = Map.copyOf(parameters);
    }

    /** The same, for those scopes. */
    public Question of(Set<String> asked) {
        return new Question(fact, asked, person, parameters, franceConnectToken, today, patience);
    }

    /** The same, with that patience. */
    public Question within(Duration time) {
        return new Question(fact, scopes, person, parameters, franceConnectToken, today, time);
    }

    @Override
    public String toString() {
        return "Question[" + fact + "]";
    }
}
