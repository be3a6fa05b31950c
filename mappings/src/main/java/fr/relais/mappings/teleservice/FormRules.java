package fr.relais.mappings.teleservice;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a form's schema must state beyond being JSON Schema: closed objects, bounded values, a purpose on each field. */
final class FormRules {

    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String DEFINITIONS = "#/$defs/";
    private static final List<String> BOUNDS = List.of("maxLength", "enum", "const", "format", "pattern");

    private final JsonNode schema;
    private final Set<String> defects = new LinkedHashSet<>();

    private FormRules(JsonNode schema) {
        this.schema = schema;
    }

    static List<String> defects(JsonNode schema) {
        var rules = new FormRules(schema);
        rules.dialect();
        rules.collect(schema, "");
        rules.circles(schema, new HashSet<>());
        return new ArrayList<>(rules.defects);
    }

    private void dialect() {
        var stated = schema.path("$schema").asString(DIALECT);
        if (!stated.equals(DIALECT)) {
            say("", "is written for " + stated + ": rewrite it for " + DIALECT);
        }
        if (!schema.path("type").asString("").equals("object")) {
            say("", "must describe an object: add \"type\": \"object\"");
        }
    }

    private void collect(JsonNode node, String pointer) {
        if (node.has("properties") || node.path("type").asString("").equals("object")) {
            closed(node, pointer);
        }
        node.path("properties").properties().forEach(field -> purpose(field.getKey(), field.getValue()));
        bounded(node, pointer);
        one(node.path("type"), pointer);
        format(node.path("format"), pointer);
        pattern(node.path("pattern"), pointer);
        reference(node.path("$ref"), pointer);
        node.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey()));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), pointer + "/" + i);
        }
    }

    private void closed(JsonNode object, String pointer) {
        if (!isFalse(object, "additionalProperties") && !isFalse(object, "unevaluatedProperties")) {
            say(pointer, "is an open object: add \"additionalProperties\": false");
        }
        if (object.has("patternProperties")) {
            say(pointer, "lets names be made up: replace patternProperties by the fields there are");
        }
    }

    private void purpose(String name, JsonNode field) {
        if (field.path("x-purpose").asString("").isBlank()) {
            defects.add("form.schema.json has no purpose for the field \"%s\": add \"x-purpose\"".formatted(name));
        }
    }

    private void bounded(JsonNode node, String pointer) {
        var type = node.path("type").asString("");
        if (type.equals("string") && BOUNDS.stream().noneMatch(node::has)) {
            say(pointer, "is a text without an end: add \"maxLength\"");
        }
        if (type.equals("array") && !node.has("maxItems")) {
            say(pointer, "is a list without an end: add \"maxItems\"");
        }
        if (type.equals("array") && !node.has("items")) {
            say(pointer, "is a list of anything: add \"items\"");
        }
    }

    private void one(JsonNode type, String pointer) {
        if (type.isArray()) {
            say(pointer, "has several types: keep one; a field that may be left out needs no \"null\"");
        }
    }

    private void format(JsonNode format, String pointer) {
        if (format.isString() && !SchemaProblems.speaksOf(format)) {
            say(pointer, "uses the unknown format \"%s\"".formatted(format.asString()));
        }
    }

    /** The library that runs patterns takes no look-around and no back-reference: those are what makes others run away. */
    private void pattern(JsonNode pattern, String pointer) {
        try {
            if (pattern.isString()) {
                Pattern.compile(pattern.asString());
            }
        } catch (PatternSyntaxException refused) {
            say(
                    pointer,
                    "has a pattern that can't be used (%s): write it in RE2 syntax".formatted(refused.getMessage()));
        }
    }

    private void reference(JsonNode reference, String pointer) {
        if (!reference.isString()) {
            return;
        }
        var target = reference.asString();
        if (!target.startsWith(DEFINITIONS)) {
            say(pointer, "refers to \"%s\": only %s… of this file is known here".formatted(target, DEFINITIONS));
        } else if (at(target).isMissingNode()) {
            say(pointer, "refers to \"%s\", which does not exist".formatted(target));
        }
    }

    /** A form has an end, so no definition may contain itself. */
    private void circles(JsonNode node, Set<String> open) {
        var target = node.path("$ref").asString("");
        if (target.startsWith(DEFINITIONS)) {
            if (!open.add(target)) {
                defects.add("form.schema.json has a definition that contains itself, \"%s\": a form must have an end"
                        .formatted(target));
                return;
            }
            circles(at(target), open);
            open.remove(target);
        }
        node.properties().stream()
                .filter(member -> !member.getKey().equals("$defs"))
                .forEach(member -> circles(member.getValue(), open));
        node.values().stream().filter(child -> node.isArray()).forEach(child -> circles(child, open));
    }

    private JsonNode at(String reference) {
        return schema.at(reference.substring(1));
    }

    private void say(String pointer, String what) {
        defects.add("form.schema.json%s %s".formatted(pointer.isEmpty() ? "" : " at " + pointer, what));
    }

    private static boolean isFalse(JsonNode object, String keyword) {
        return object.path(keyword).isBoolean() && !object.path(keyword).booleanValue();
    }
}
