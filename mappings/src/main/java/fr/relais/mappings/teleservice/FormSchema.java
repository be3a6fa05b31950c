package fr.relais.mappings.teleservice;

import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A téléservice's form: a closed JSON Schema in which every field has a declared purpose. */
final class FormSchema {

    private final String text;
    private final Schema schema;
    private final List<Teleservice.Field> fields;

    private FormSchema(String text, Schema schema, List<Teleservice.Field> fields) {
        this.text = text;
        this.schema = schema;
        this.fields = List.copyOf(fields);
    }

    static FormSchema compile(String text, JsonNode schema) {
        var fields = new ArrayList<Teleservice.Field>();
        describe(schema, schema, "", fields);
        return new FormSchema(text, Schemas.compile(schema), fields);
    }

    /** As a portal reads it. */
    String text() {
        return text;
    }

    List<Teleservice.Field> fields() {
        return fields;
    }

    private static void describe(JsonNode schema, JsonNode object, String pointer, List<Teleservice.Field> fields) {
        if (object.has("$ref")) { // one without an end has been refused
            describe(schema, schema.at(object.path("$ref").asString().substring(1)), pointer, fields);
        }
        var required =
                object.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        for (var member : object.path("properties").properties()) {
            var field = member.getValue();
            var at = pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
            fields.add(new Teleservice.Field(
                    at,
                    field.path("title").asString(member.getKey()),
                    field.path("x-purpose").asString(""),
                    required.contains(member.getKey())));
            describe(schema, field, at, fields);
            describe(schema, field.path("items"), at + "/-", fields);
        }
    }

    List<Problem> problems(JsonNode form) {
        return form.isObject() ? Schemas.problems(schema, form) : List.of(); // the envelope has said that it is missing
    }
}
