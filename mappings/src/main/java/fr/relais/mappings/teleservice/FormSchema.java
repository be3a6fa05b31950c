package fr.relais.mappings.teleservice;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A téléservice's form: a closed JSON Schema in which every field has a declared purpose. */
final class FormSchema {

    private final Schema schema;
    private final List<Teleservice.Field> fields;

    private FormSchema(Schema schema, List<Teleservice.Field> fields) {
        this.schema = schema;
        this.fields = List.copyOf(fields);
    }

    static FormSchema compile(JsonNode schema) {
        var fields = new ArrayList<Teleservice.Field>();
        describe(schema, "", fields);
        return new FormSchema(Schemas.compile(schema), fields);
    }

    List<Teleservice.Field> fields() {
        return fields;
    }

    private static void describe(JsonNode object, String pointer, List<Teleservice.Field> fields) {
        for (var member : object.path("properties").properties()) {
            var field = member.getValue();
            var at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            fields.add(new Teleservice.Field(
                    at,
                    field.path("title").asString(member.getKey()),
                    field.path("x-purpose").asString("")));
            describe(field, at, fields);
            describe(field.path("items"), at + "/-", fields);
        }
    }

    List<Problem> problems(JsonNode form) {
        return form.isObject() ? Schemas.problems(schema, form) : List.of(); // the envelope has said that it is missing
    }

    /** What a form schema must state beyond being JSON Schema: closed objects, a purpose on each field. */
    static List<String> defects(JsonNode schema) {
        var defects = new ArrayList<String>();
        collect(schema, "", defects);
        return defects;
    }

    private static void collect(JsonNode node, String pointer, List<String> defects) {
        if (node.has("properties")) {
            if (!closes(node, "additionalProperties") && !closes(node, "unevaluatedProperties")) {
                defects.add("form.schema.json%s is an open object: add \"additionalProperties\": false"
                        .formatted(at(pointer)));
            }
            for (var field : node.get("properties").properties()) {
                if (!field.getValue().has("x-purpose")) {
                    defects.add("form.schema.json has no purpose for the field \"%s\": add \"x-purpose\""
                            .formatted(field.getKey()));
                }
            }
        }
        var format = node.path("format");
        if (format.isString() && !SchemaProblems.speaksOf(format)) {
            defects.add("form.schema.json%s uses the unknown format \"%s\"".formatted(at(pointer), format.asString()));
        }
        node.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey(), defects));
    }

    private static String at(String pointer) {
        return pointer.isEmpty() ? "" : " at " + pointer;
    }

    private static boolean closes(JsonNode object, String keyword) {
        return object.path(keyword).isBoolean() && !object.path(keyword).booleanValue();
    }
}
