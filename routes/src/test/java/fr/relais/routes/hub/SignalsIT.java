package fr.relais.routes.hub;

import static fr.relais.routes.hub.Portal.nominalOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.relais.mappings.json.Json;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.testing.Required;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** What a hub tells those who watch it from outside, held against the program they use. */
class SignalsIT extends HubTest {

    private static final Path DASHBOARD = Path.of("docs", "deployment", "grafana", "relais.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:relais|hikaricp|jvm)_[a-z_]+\\b");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private PrometheusOnItsOwn prometheus;

    /** One thing that expires, or nothing is measured of any. */
    @Override
    String[] settings() {
        return new String[] {"--relais.clients.portail-demo.secret-until=2099-12-31"};
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
