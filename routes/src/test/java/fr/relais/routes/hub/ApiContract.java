package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published description of the API: every answer a test gets is held against it. */
final class ApiContract {

    private static final JsonNode DOCUMENT =
            new YAMLMapper().readTree(ApiContract.class.getResourceAsStream("/static/api/openapi.yaml"));
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getDraft202012());

    /** Fails when the answer is not what the description promises of this call; calls it does not describe pass. */
    static void hold(HttpResponse<String> answer) {
        var method = answer.request().method().toLowerCase();
        operation(method, answer.request().uri().getPath()).ifPresent(operation -> {
            var response = resolved(operation.path("responses").path(String.valueOf(answer.statusCode())));
            assertThat(response.isObject())
                    .as("%s describes its answer %d", operation.path("operationId"), answer.statusCode())
                    .isTrue();
            response.path("headers").properties().forEach(header -> holdHeader(header, answer));
            if (response.has("content")) {
                holdBody(response.path("content"), answer);
            } else {
                assertThat(answer.body()).isEmpty();
            }
        });
    }

    private static Optional<JsonNode> operation(String method, String path) {
        return DOCUMENT.path("paths").properties().stream()
                .filter(entry -> path.matches(entry.getKey().replaceAll("\\{[a-z]+}", "[^/]+")))
                .map(entry -> entry.getValue().path(method))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    private static void holdHeader(Map.Entry<String, JsonNode> header, HttpResponse<String> answer) {
        var definition = resolved(header.getValue());
        var value = answer.headers().firstValue(header.getKey());
        assertThat(value.isPresent() || !definition.path("required").asBoolean(false))
                .as("header " + header.getKey())
                .isTrue();
        value.ifPresent(text -> holdAgainst(definition.path("schema"), "\"" + text.replace("\"", "\\\"") + "\""));
    }

    private static void holdBody(JsonNode content, HttpResponse<String> answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        assertThat(content.has(type)).as("content type " + type).isTrue();
        holdAgainst(content.path(type).path("schema"), answer.body());
    }

    private static void holdAgainst(JsonNode schema, String json) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", DOCUMENT.path("components"));
        assertThat(SCHEMAS.getSchema(whole).validate(Portal.json(json)))
                .as(json)
                .isEmpty();
    }

    private static JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asString().substring(1)) : node;
    }

    private ApiContract() {}
}
