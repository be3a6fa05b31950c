package fr.relais.mappings.teleservice;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A téléservice's form: a closed JSON Schema in which every field has a declared purpose. */
final class FormSchema {

    private final Schema schema;

    private FormSchema(Schema schema) {
        this.schema = schema;
    }

    static FormSchema compile(JsonNode schema) {
        return new FormSchema(Schemas.compile(schema));
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
