package fr.relais.routes.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The values of a tree, and which of them matter: those without which something else comes of it. */
final class Leaves {

    /** Where the values are, as JSON pointers. */
    static List<String> of(JsonNode tree) {
        var found = new ArrayList<String>();
        collect(tree, JsonPointer.empty(), found);
        return found;
    }

    private static void collect(JsonNode node, JsonPointer at, List<String> found) {
        switch (node) {
            case ObjectNode object ->
                object.properties()
                        .forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), found));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    collect(array.get(i), at.appendIndex(i), found);
                }
            }
            default -> found.add(at.toString());
        }
    }

    /**
     * The values that make no difference.
     *
     * @param makes what comes of a tree; a tree it can't do with is one that misses something
     */
    static List<String> idle(JsonNode tree, Function<JsonNode, ?> makes) {
        var whole = made(tree, makes);
        return of(tree).stream()
                .filter(leaf ->
                        made(without(tree, JsonPointer.compile(leaf)), makes).equals(whole))
                .toList();
    }

    private static Optional<Object> made(JsonNode tree, Function<JsonNode, ?> makes) {
        try {
            return Optional.of(makes.apply(tree));
        } catch (RuntimeException missing) {
            return Optional.empty();
        }
    }

    private static JsonNode without(JsonNode tree, JsonPointer leaf) {
        var copy = tree.deepCopy();
        switch (copy.at(leaf.head())) {
            case ObjectNode object -> object.remove(leaf.last().getMatchingProperty());
            case ArrayNode array -> array.remove(leaf.last().getMatchingIndex());
            default -> throw new IllegalArgumentException(leaf + " is no leaf");
        }
        return copy;
    }

    private Leaves() {}
}
