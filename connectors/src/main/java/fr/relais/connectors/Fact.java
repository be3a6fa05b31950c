package fr.relais.connectors;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something a source can be asked.
 *
 * @param opens the members of the answer, by the scope that opens them; an answer shows no other. {@code a.b} is the {@code b} of each
 *     object listed as {@code a}
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

    /** Of an answer, what those scopes open together. */
    public ObjectNode shown(ObjectNode answer, Collection<String> scopes) {
        var opened = opened(scopes);
        var shown = answer.deepCopy().retain(opened.stream().map(Fact::member).collect(Collectors.toSet()));
        shown.properties().stream()
                .filter(list -> !opened.contains(list.getKey()))
                .forEach(list -> list.getValue().forEach(item -> {
                    if (item instanceof ObjectNode object) {
                        object.retain(opened.stream()
                                .filter(name -> member(name).equals(list.getKey()))
                                .map(name -> name.substring(list.getKey().length() + 1))
                                .collect(Collectors.toSet()));
                    }
                }));
        return shown;
    }

    /** Of all that scopes open, what an answer shows, be it empty. */
    public Set<String> present(JsonNode answer) {
        return opens.values().stream()
                .flatMap(List::stream)
                .filter(name -> answer.has(member(name)) && isPresent(answer.path(member(name)), name))
                .collect(Collectors.toSet());
    }

    private static boolean isPresent(JsonNode member, String name) {
        int dot = name.indexOf('.');
        return dot < 0 || member.isEmpty() || member.valueStream().anyMatch(item -> item.has(name.substring(dot + 1)));
    }

    private static String member(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The names of what those scopes open together. */
    public Set<String> opened(Collection<String> scopes) {
        return scopes.stream()
                .flatMap(scope -> opens.getOrDefault(scope, List.of()).stream())
                .collect(Collectors.toSet());
    }
}
