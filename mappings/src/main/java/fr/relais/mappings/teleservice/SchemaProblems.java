package fr.relais.mappings.teleservice;

import com.networknt.schema.Error;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import tools.jackson.databind.JsonNode;

/** Says in the applicant's words what a JSON Schema keyword refused. */
final class SchemaProblems {

    private static final ResourceBundle FR = bundle(Locale.FRENCH);
    private static final ResourceBundle EN = bundle(Locale.ENGLISH);

    static Problem of(Error error) {
        var pointer = error.getInstanceLocation().toString();
        var limit = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> problem(pointer + "/" + escaped(error.getProperty()), "required");
            case "additionalProperties", "unevaluatedProperties" ->
                problem(pointer + "/" + escaped(error.getProperty()), "unknown-field");
            case "type" -> problem(pointer, "type", "expected", limit.asString());
            case "format" -> problem(pointer, limit.asString() + "-invalid");
            case "enum", "const" -> problem(pointer, "not-allowed");
            case "minLength" -> problem(pointer, "too-short", "min", limit.numberValue());
            case "maxLength" -> problem(pointer, "too-long", "max", limit.numberValue());
            case "minItems" -> problem(pointer, "too-few", "min", limit.numberValue());
            case "maxItems" -> problem(pointer, "too-many", "max", limit.numberValue());
            case "minimum", "exclusiveMinimum" -> problem(pointer, "too-small", "min", limit.numberValue());
            case "maximum", "exclusiveMaximum" -> problem(pointer, "too-large", "max", limit.numberValue());
            default -> problem(pointer, "invalid");
        };
    }

    static Problem tooLong(String pointer, int max) {
        return problem(pointer, "too-long", "max", max);
    }

    private static Problem problem(String pointer, String code) {
        return new Problem(pointer, code, wording(code));
    }

    private static Problem problem(String pointer, String code, String param, Object value) {
        return new Problem(pointer, code, wording(code, value), Map.of(param, value));
    }

    private static Wording wording(String code, Object... params) {
        var key = FR.containsKey(code) ? code : "invalid";
        return new Wording(
                new MessageFormat(FR.getString(key), Locale.FRENCH).format(params),
                new MessageFormat(EN.getString(key), Locale.ENGLISH).format(params));
    }

    private static String escaped(String member) {
        return member.replace("~", "~0").replace("/", "~1");
    }

    /** Only these two exist: the machine's own language must not slip in as a fall-back. */
    private static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "fr.relais.mappings.teleservice.problems",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The names of the formats that need a sentence of their own. */
    static boolean speaksOf(JsonNode format) {
        return FR.containsKey(format.asString() + "-invalid") && EN.containsKey(format.asString() + "-invalid");
    }

    private SchemaProblems() {}
}
