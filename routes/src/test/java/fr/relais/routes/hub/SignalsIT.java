package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.testing.Required;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** What a hub tells those who watch it from outside, held against the program they use. */
class SignalsIT extends HubTest {

    private static final Path DASHBOARD = Path.of("docs", "deployment", "grafana", "relais.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:relais|hikaricp|jvm)_[a-z_]+\\b");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PrometheusOnItsOwn prometheus;

    /** One thing that expires, or nothing is measured of any. */
    @Override
    String[] settings() {
        return new String[] {
            "--relais.clients.portail-demo.secret-until=2099-12-31",
            "--management.opentelemetry.tracing.export.schedule-delay=100ms"
        };
    }

    @BeforeAll
    void watch() throws IOException {
        prometheus =
                PrometheusOnItsOwn.watching(data().resolveSibling("prometheus").toAbsolutePath(), managementPort());
        prometheus.awaitTarget();
    }

    @AfterAll
    void unwatch() throws InterruptedException {
        prometheus.close();
    }

    @Override
    Class<?> variation() {
        return Kept.class;
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Kept {

        @Bean
        InMemorySpanExporter exporter() {
            return InMemorySpanExporter.create();
        }
    }

    /** From the portal's call, over the queue, to each back-office's answer, and what became of it there. */
    @Test
    void tellsOneTraceOfAChangeOfBankDetails() {
        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var submission = portal.watch(portal.send(portal.posting(nominalOf("TRACE-TEST"))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .header("baggage", "nom=CANARI")));
        submission.becomes("DELIVERED");

        var exporter = bean(InMemorySpanExporter.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hopsOf(exporter, trace))
                        .containsKeys(
                                "http post /api/v1/teleservices/{id}/submissions",
                                "read",
                                "recall",
                                "check",
                                "translate",
                                "accept",
                                "delivery social",
                                "social changement-rib",
                                "outcome social",
                                "delivery finance",
                                "finance changement-rib",
                                "outcome finance",
                                "reconciliation finance",
                                "finance look-up"));
        var hops = hopsOf(exporter, trace);
        assertThat(parent(hops, "http post /api/v1/teleservices/{id}/submissions"))
                .isEqualTo("00f067aa0ba902b7");
        for (var step : List.of("delivery social", "outcome social", "delivery finance", "reconciliation finance")) {
            assertThat(parent(hops, step)).as(step).isEqualTo(id(hops, "accept"));
        }
        assertThat(parent(hops, "finance changement-rib")).isEqualTo(id(hops, "delivery finance"));
        for (var system : List.of(social, finance)) {
            assertThat(system.calls())
                    .filteredOn(call -> submission.key(1).equals(call.cleRelais())
                            || submission.key(2).equals(call.cleRelais()))
                    .isNotEmpty()
                    .extracting(Call::traceparent)
                    .allSatisfy(told -> assertThat(told)
                            .matches("00-%s-[0-9a-f]{16}-01".formatted(trace))
                            .doesNotContain("00f067aa0ba902b7"));
        }
        assertThat(hops.values().toString()).doesNotContain("CANARI", "TRACE-TEST");
    }

    /** Exceptions quote rows, values and addresses. */
    @Test
    void tellsOfWhatBrokeARequestItsKindOnly() {
        var registry = bean(ObservationRegistry.class);
        var request = new ReceiverContext<Map<String, String>>(Map::get);
        request.setCarrier(Map.of());
        for (var work : List.of(
                Observation.createNotStarted("essai", () -> request, registry),
                Observation.createNotStarted("essai", registry))) {
            assertThatThrownBy(() -> work.observe(() -> {
                        throw new IllegalStateException("CANARI", new IllegalArgumentException("CANARI"));
                    }))
                    .hasMessage("CANARI");
        }
        var exporter = bean(InMemorySpanExporter.class);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(exporter.getFinishedSpanItems())
                        .filteredOn(hop -> hop.getName().equals("essai"))
                        .hasSize(2)
                        .allSatisfy(hop -> assertThat(hop.getStatus() + " " + hop.getEvents())
                                .contains("IllegalStateException")
                                .doesNotContain("CANARI")));
    }

    /** Whether a request is traced is not for its portal to say. */
    @Test
    void tracesWhatAPortalDoesNot() {
        var trace = "5bf92f3577b34da6a3ce929d0e0e4736";
        portal.watch(portal.send(portal.posting(nominalOf("SANS-TRACE-TEST"))
                        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-00")))
                .becomes("DELIVERED");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(hopsOf(bean(InMemorySpanExporter.class), trace))
                        .containsKeys("accept", "delivery social", "outcome finance"));
    }

    private static Map<String, SpanData> hopsOf(InMemorySpanExporter exporter, String trace) {
        return exporter.getFinishedSpanItems().stream()
                .filter(hop -> hop.getTraceId().equals(trace))
                .collect(Collectors.toMap(SpanData::getName, hop -> hop, (first, second) -> first));
    }

    private static String id(Map<String, SpanData> hops, String name) {
        return Objects.requireNonNull(hops.get(name), name).getSpanId();
    }

    private static String parent(Map<String, SpanData> hops, String name) {
        return Objects.requireNonNull(hops.get(name), name).getParentSpanId();
    }

    private int managementPort() {
        return Integer.parseInt(context().getEnvironment().getProperty("local.management.port", "0"));
    }

    @Test
    void shipsRulesThatSayWhatTheyShouldWhenTheyShould() throws Exception {
        assertThat(promtool("check", "config", "prometheus.yml")).contains("SUCCESS");
        assertThat(promtool("test", "rules", "relais.rules.test.yml")).contains("SUCCESS");
        var tried = PrometheusOnItsOwn.shipped("relais.rules.test.yml");
        assertThat(prometheus.rules()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("health").asString()).as(rule.toString()).isEqualTo("ok");
            assertThat(tried).contains("alertname: " + rule.path("name").asString() + "\n");
        });
    }

    @Test
    void offersEachNumberTheRulesAndTheDashboardAskFor() throws Exception {
        portal.submit(nominalOf("MESURE-TEST")).becomes("DELIVERED");
        portal.post("{}", UUID.randomUUID().toString());
        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        portal.submit(nominalOf("MESURE-DOUTE-TEST")).becomes("DELIVERED");
        asked();

        var names = METRIC.matcher(PrometheusOnItsOwn.shipped("relais.rules.yml") + Files.readString(DASHBOARD))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSizeGreaterThan(15);
        for (var name : names) {
            await().alias(name)
                    .atMost(PATIENCE)
                    .until(() -> !prometheus.query(name).isEmpty());
        }
        Json.EDGE
                .readTree(Files.readString(DASHBOARD))
                .findValues("expr")
                .forEach(expression -> prometheus.query(expression.asString())); // or it is no query
    }

    /** Any source that is asked anything. */
    private void asked() {
        var nominal = Json.EDGE.readTree(bean(Teleservices.class)
                .find("bourse-college")
                .orElseThrow()
                .folder()
                .text("samples/nominal.json"));
        var request = Json.EDGE.createObjectNode().put("franceConnectToken", "camille_fc");
        request.set("usager", nominal.path("usager"));
        assertThat(portal.prefill("bourse-college", "portail-demo", request.toString())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hasALaneThatClosesAndOneThatWaitsForSomebodyToldOf() {
        portal.order("/ops/v1/lanes/social/pause", "{\"reason\": \"essai\"}");
        finance.fail(FaultMode.CONNECTION_REFUSED);
        try {
            for (int n = 0; n < 8; n++) {
                portal.submit(nominalOf("FERMEE-TEST-" + (char) ('A' + n)));
            }
            await().atMost(PATIENCE).until(() -> prometheus.fires("VoieFermee", "finance"));
            await().atMost(PATIENCE).until(() -> prometheus.fires("VoieEnPauseOubliee", "social"));
            assertThat(prometheus.fires("VoieFermee", "social")).isFalse();
        } finally {
            finance.recover();
            portal.order("/ops/v1/lanes/social/resume", "{\"reason\": \"essai\"}");
        }
        await().atMost(PATIENCE).until(() -> {
            clock.advance(Duration.ofMinutes(1)); // the next probe
            return !prometheus.fires("VoieFermee", "finance");
        });
    }

    /** S53: what passes through leaves no name of its own. */
    @Test
    void saysNoMoreHoweverManyPassThrough() {
        passes("COMPTE-TEST", "nobody-offers-this");
        var few = series();
        assertThat(few)
                .anyMatch(name -> name.startsWith("relais_delivery_call_seconds_bucket{"))
                .anyMatch(name -> name.contains("teleservice=\"none\""));
        for (int n = 0; n < 20; n++) {
            passes("COMPTE-TEST-" + (char) ('A' + n), "nor-this-" + n);
        }
        assertThat(series()).isEqualTo(few);
    }

    private void passes(String nom, String unknown) {
        portal.submit(nominalOf(nom)).becomes("DELIVERED");
        portal.postTo(unknown, "portail-demo", "{}", UUID.randomUUID().toString());
    }

    /** What of Relais is measured, under which labels; not how much. */
    private Set<String> series() {
        return portal.at(managementPort())
                .read("/actuator/prometheus")
                .lines()
                .filter(line -> line.startsWith("relais_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String promtool(String... words) throws Exception {
        var process = new ProcessBuilder(
                        Stream.concat(Stream.of(Required.path("promtool").toString()), Stream.of(words))
                                .toList())
                .directory(PrometheusOnItsOwn.SHIPPED.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
