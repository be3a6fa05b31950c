package fr.relais.mappings.teleservice;

import fr.relais.mappings.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A form told field by field in {@code teleservice.yml}, for who writes no JSON Schema: its schema and its mapping follow from the
 * fields' types. The dossier is a request whose answers bear the fields' names.
 */
final class ShortForm {

    private static final Pattern NAME = Pattern.compile("[a-z][a-zA-Z0-9]{0,39}");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_STORY = 4000;
    private static final long MOST_CENTS = 100_000_000_00L;

    /** What is wrong with the fields; empty when a form can be made of them. */
    static List<String> defects(List<Definition.Field> fields) {
        var defects = new ArrayList<String>();
        var names = new HashSet<String>();
        if (fields.isEmpty()) {
            defects.add("teleservice.yml, fields: there is none");
        }
        for (var field : fields) {
            var at = "teleservice.yml, field \"" + field.name() + "\"";
            if (!NAME.matcher(field.name()).matches()) {
                defects.add(at
                        + " must be named in letters and digits, a small letter first, 40 at most: e.g. dateNaissance");
            }
            if (!names.add(field.name())) {
                defects.add(at + " is there twice");
            }
            if (field.purpose().isBlank()) {
                defects.add(at + " has no purpose: say why it is asked");
            }
            if (field.type().hasChoices() == field.choices().isEmpty()) {
                defects.add(at
                        + (field.type().hasChoices()
                                ? " needs its choices: [a, b]"
                                : " has choices: its type is no choice"));
            }
        }
        return defects;
    }

    /** The form as the JSON Schema a portal reads. */
    static ObjectNode schema(Definition definition, List<Definition.Field> fields) {
        var schema = Json.MAPPING
                .createObjectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", definition.title().fr())
                .put("type", "object")
                .put("additionalProperties", false);
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var field : fields) {
            if (field.required()) {
                required.add(field.name());
            }
            describe(properties.putObject(field.name()), field);
        }
        return schema;
    }

    private static void describe(ObjectNode property, Definition.Field field) {
        property.put("title", field.label());
        switch (field.type()) {
            case TEXT -> property.put("type", "string").put("minLength", 1).put("maxLength", LONGEST_TEXT);
            case STORY -> property.put("type", "string").put("minLength", 1).put("maxLength", LONGEST_STORY);
            case YES_NO -> property.put("type", "boolean");
            case COUNT -> property.put("type", "integer").put("minimum", 0).put("maximum", 10_000);
            case MONEY -> property.put("type", "integer").put("minimum", 0).put("maximum", MOST_CENTS);
            case CHOICE -> choices(property, field);
            case CHOICES -> {
                property.put("type", "array")
                        .put("uniqueItems", true)
                        .put("maxItems", field.choices().size());
                choices(property.putObject("items"), field);
            }
            case DATE, PARTIAL_DATE, EMAIL, IBAN, NIR, SIRET, INSEE_COMMUNE ->
                property.put("type", "string")
                        .put("maxLength", LONGEST_TEXT)
                        .put(
                                "format",
                                field.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        property.put("x-purpose", field.purpose());
    }

    private static void choices(ObjectNode property, Definition.Field field) {
        var choices = property.putArray("enum");
        field.choices().forEach(choices::add);
    }

    /** The form as a request to be examined. */
    static String mapping(Definition definition, List<Definition.Field> fields) {
        return fields.stream()
                .map(field -> "\"%s\": $exists(form.%1$s) ? {\"libelle\": %s, \"valeur\": %s}"
                        .formatted(field.name(), quoted(field.label()), value(field)))
                .collect(Collectors.joining(
                        ", ",
                        "{\"demarche\": {\"nature\": \"demande\", \"type\": %s, \"titre\": %s, \"contenu\": {"
                                .formatted(
                                        quoted(definition.id().toUpperCase(Locale.ROOT)),
                                        quoted(definition.title().fr())),
                        "}}}"));
    }

    private static String value(Definition.Field field) {
        var path = "form." + field.name();
        return switch (field.type()) {
            case YES_NO -> "(%s ? \"oui\" : \"non\")".formatted(path);
            case COUNT, MONEY -> "$string(" + path + ")";
            case CHOICES -> "$join(" + path + ", \", \")";
            default -> path;
        };
    }

    private static String quoted(String text) {
        return Json.MAPPING.writeValueAsString(text);
    }

    private ShortForm() {}
}
