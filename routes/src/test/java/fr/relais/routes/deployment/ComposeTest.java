package fr.relais.routes.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** No container runs in the tests, so the file is held against what can be known without. */
class ComposeTest {

    private static final JsonNode COMPOSE = new YAMLMapper().readTree(Path.of("..", "docker-compose.yml"));

    @Test
    void namesThePartsThatStandApartInProduction() {
        assertThat(COMPOSE.path("services").propertyNames())
                .containsExactlyInAnyOrder(
                        "database", "broker", "identity", "simulators", "hub", "prometheus", "grafana");
    }

    @Test
    void looksAfterTheHealthOfEachPart() {
        assertThat(COMPOSE.path("services"))
                .allSatisfy(service -> assertThat(
                                service.path("healthcheck").path("test").isEmpty())
                        .isFalse());
    }

    @Test
    void hasNoPasswordOfItsOwn() {
        COMPOSE.path("services")
                .forEach(service -> service.path("environment").properties().stream()
                        .filter(variable -> variable.getKey().matches(".*(PASSWORD|SECRET).*"))
                        .forEach(variable -> assertThat(variable.getValue().asString())
                                .as(variable.getKey())
                                .matches("\\$\\{[A-Z_]+:\\?[^}]+}")));
    }

    @Test
    void setsOnlyWhatTheHubKnows() throws Exception {
        var known = ConfigurationReference.read().stream()
                .map(setting ->
                        setting.name().replace("-", "").replace('.', '_').toUpperCase())
                .collect(Collectors.toSet());
        assertThat(COMPOSE.path("services").path("hub").path("environment").propertyNames().stream()
                        .filter(name -> !name.startsWith("LOGGING_"))) // the framework's own
                .isSubsetOf(known);
    }

    @Test
    void publishesNoManagementPortAndNothingBeyondThisMachine() {
        COMPOSE.path("services")
                .forEach(service -> service.path("ports")
                        .forEach(port -> assertThat(port.asString())
                                .startsWith("127.0.0.1:")
                                .doesNotEndWith(":8081")));
    }

    @Test
    void knowsTheScopesAndTheAudienceOfTheApi() throws Exception {
        var realm = Files.readString(Path.of("docs", "deployment", "keycloak-realm.json"));
        assertThat(realm)
                .contains(
                        "\"submissions:write\"",
                        "\"submissions:read\"",
                        "\"ops\"",
                        "\"included.custom.audience\": \"relais\"");
        assertThat(realm).containsPattern("\"secret\": \"\\$\\{[A-Z_]+}\"");
    }
}
