package fr.relais.connectors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something a source can be asked.
 *
 * @param opens the members of the answer, by the scope that opens them; an answer shows no other
 * @param parameters what must be said besides of whom it is asked
 * @param byFranceConnect whether it can be asked with the citizen's FranceConnect token instead of an identity
 * @param offered whether the answer is a guess, which is never more than offered: one about things, not about a person
 * @param verified whether the API is described by its producer; asked only where the settings say so, if not
 */
public record Fact(
        Map<String, List<String>> opens,
        Set<String> parameters,
        boolean byFranceConnect,
        boolean offered,
        boolean verified) {

    public Fact {
        opens = Map.copyOf(opens);
        parameters = Set.copyOf(parameters);
    }

    /** The members those scopes open together. */
    public Set<String> opened(Collection<String> scopes) {
        return scopes.stream()
                .flatMap(scope -> opens.getOrDefault(scope, List.of()).stream())
                .collect(Collectors.toSet());
    }
}
