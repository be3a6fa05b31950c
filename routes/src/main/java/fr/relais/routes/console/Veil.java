package fr.relais.routes.console;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document's shape without a value in it. */
final class Veil {

    private static final String HIDDEN = "•••";

    static JsonNode over(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                var veiled = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(member -> veiled.set(member.getKey(), over(member.getValue())));
                yield veiled;
            }
            case ArrayNode array -> {
                var veiled = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> veiled.add(over(element)));
                yield veiled;
            }
            default -> JsonNodeFactory.instance.stringNode(HIDDEN);
        };
    }

    private Veil() {}
}
