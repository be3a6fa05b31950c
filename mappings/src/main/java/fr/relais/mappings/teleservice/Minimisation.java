package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How much of what a form requires a citizen need not type, counted value by value on its nominal sample. A value counts when the
 * schema requires it wherever what it belongs to is filled in: each child of a foyer has a name, and so on.
 *
 * @param required values the schema requires of the sample
 * @param prefilled those of them a source may fill, or offer
 * @param decided fields of which only a decision is kept, in the place of what it is taken on
 * @param documents attachments that are required, by type
 * @param spared documents that are not asked for where the sources answer
 */
public record Minimisation(int required, int prefilled, int decided, List<String> documents, List<Wording> spared) {

    public Minimisation {
        documents = List.copyOf(documents);
        spared = List.copyOf(spared);
    }

    /** Values that only the citizen can give. */
    public int asked() {
        return required - prefilled;
    }

    static Minimisation of(Teleservice teleservice, Predicate<Definition.Prefill> asked) {
        var declared = teleservice.definition().prefill().stream().filter(asked).toList();
        var required = required(teleservice);
        var filled = required.stream()
                .filter(value -> declared.stream().anyMatch(prefill -> prefill.fills("/form" + value)))
                .count();
        return new Minimisation(
                required.size(),
                Math.toIntExact(filled),
                Math.toIntExact(declared.stream()
                        .filter(prefill -> prefill.rule() != null)
                        .count()),
                teleservice.definition().attachments().stream()
                        .filter(Definition.Piece::required)
                        .map(Definition.Piece::type)
                        .toList(),
                declared.stream().map(Definition.Prefill::document).distinct().toList());
    }

    /** Where the values stand that count, from the form's root; {@code -} stands for any element of a list. */
    private static List<String> required(Teleservice teleservice) {
        var required = teleservice.fields().stream()
                .filter(Teleservice.Field::required)
                .map(Teleservice.Field::pointer)
                .collect(Collectors.toCollection(HashSet::new));
        var body = Json.EDGE.readTree(teleservice.folder().text(Samples.NOMINAL));
        return leaves(body.path("form"), "")
                .filter(value -> counts(value, required))
                .toList();
    }

    /** The elements of a list of plain values belong to the list's own field. */
    private static boolean counts(String value, Set<String> required) {
        return required.contains(value.endsWith("/-") ? value.substring(0, value.length() - "/-".length()) : value);
    }

    private static Stream<String> leaves(JsonNode node, String at) {
        if (node.isObject()) {
            return node.properties().stream()
                    .flatMap(member -> leaves(
                            member.getValue(),
                            at + "/" + member.getKey().replace("~", "~0").replace("/", "~1")));
        }
        return node.isArray() ? node.valueStream().flatMap(element -> leaves(element, at + "/-")) : Stream.of(at);
    }
}
