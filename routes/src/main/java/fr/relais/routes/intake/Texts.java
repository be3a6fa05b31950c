package fr.relais.routes.intake;

import fr.relais.mappings.teleservice.Problem;
import fr.relais.mappings.teleservice.Wording;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The texts of a body: brought to one form, and free of what no back-office could be handed or no agent could trust his eyes with. */
final class Texts {

    /** The same text typed on another system is the same text: accents as single characters (NFC). */
    static ObjectNode composed(ObjectNode object) {
        object.properties().forEach(member -> member.setValue(composed(member.getValue())));
        return object;
    }

    private static JsonNode composed(JsonNode node) {
        return switch (node) {
            case ObjectNode object -> composed(object);
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, composed(array.get(i)));
                }
                yield array;
            }
            case StringNode text -> StringNode.valueOf(Normalizer.normalize(text.stringValue(), Normalizer.Form.NFC));
            default -> node;
        };
    }

    /** Each text with a character that may not be in one, at its place. */
    static List<Problem> problems(JsonNode body) {
        var problems = new ArrayList<Problem>();
        collect(body, "", problems);
        return problems;
    }

    private static void collect(JsonNode node, String pointer, List<Problem> problems) {
        if (node.isString()) {
            forbidden(node.asString()).ifPresent(character -> problems.add(problem(pointer, character)));
        }
        node.properties()
                .forEach(member -> collect(
                        member.getValue(),
                        pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                        problems));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, problems);
            }
        }
    }

    private static OptionalInt forbidden(String text) {
        return text.codePoints().filter(Texts::isForbidden).findFirst();
    }

    /** Controls but tab and line ends; what XML can't carry; what makes a text read otherwise than it is written. */
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character != '\t' && character != '\n' && character != '\r';
            case Character.SURROGATE -> true;
            case Character.UNASSIGNED -> (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
            case Character.FORMAT ->
                (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
            default -> false;
        };
    }

    private static Problem problem(String pointer, int character) {
        var name = "U+%04X".formatted(character);
        return new Problem(
                pointer,
                "forbidden-character",
                new Wording(
                        "Ce texte contient un caractère invisible qui n'est pas permis (" + name + ").",
                        "This text holds an invisible character that is not allowed (" + name + ")."),
                Map.of("character", name));
    }

    private Texts() {}
}
