package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.mappings.json.Json;
import fr.relais.routes.postgres.StoppablePostgres;
import fr.relais.simulators.RunningSystem;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Everything a thief, a log reader or a scraper could get of a hub, after good and bad days of one recognisable person. */
class CanaryIT {

    private final List<HttpResponse<String>> refusals = new ArrayList<>();
    private Path folder;
    private Simulators simulators;
    private RunningSystem social;
    private RunningSystem finance;
    private HubOnItsOwn hub;
    private Portal portal;
    private Traces traces;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "hubs").toAbsolutePath()), "canary");
        simulators = Simulators.start(folder.resolve("simulators"), 0);
        traces = new Traces();
        social = simulators.system("social");
        finance = simulators.system("finance");
        hub = new HubOnItsOwn(
                folder.resolve("hub"),
                social,
                finance,
                Stream.concat(
                                HubOnItsOwn.national(simulators),
                                Stream.of(
                                        "--relais.connectors.social.soap.read-timeout=2s",
                                        "--relais.connectors.finance.soap.read-timeout=2s",
                                        "--relais.prefill.deadline=1s",
                                        "--logging.structured.format.console=ecs",
                                        "--management.opentelemetry.tracing.export.otlp.endpoint=" + traces.endpoint(),
                                        "--logging.level.fr.relais=trace"))
                        .toArray(String[]::new));
        portal = hub.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        hub.close();
        simulators.close();
        traces.close();
    }

    @Test
    void leavesNoPersonInClear() throws Exception {
        var delivered = liveThroughGoodAndBadDays();
        askSourcesOnGoodAndBadDays();
        sendWhatMustBeRefused();

        for (var refusal : refusals) {
            assertThat(refusal.statusCode()).as(refusal.body()).isBetween(400, 499);
            assertThat(Canary.tracesIn(refusal.body())).as(refusal.body()).isEmpty();
        }
        assertThat(delivered.status().path("portalReference").asString()).isEqualTo(Canary.FILE);
        assertThat(Canary.tracesIn(delivered.status().toString().replace(Canary.FILE, "")))
                .isEmpty();
        for (var page : List.of("/actuator/prometheus", "/actuator/health", "/actuator/health/readiness")) {
            var scraped = portal.at(hub.managementPort()).read(page);
            assertThat(scraped).as(page).isNotBlank();
            assertThat(Canary.tracesIn(scraped)).as(page).isEmpty();
        }
        assertThat(Canary.tracesUnder(hub.data())).as("files while it runs").isEmpty();

        hub.terminate();
        assertThat(Canary.tracesUnder(hub.data())).as("files at rest").isEmpty();
        assertThat(hub.said()).contains(delivered.reference());
        assertThat(Canary.tracesIn(hub.said())).as(hub.said()).isEmpty();
        saysWhatEachLineIsAbout(delivered);
        assertThat(traces.told())
                .contains(delivered.id().toString(), "finance look-up", "geocodage")
                .satisfies(told -> assertThat(Canary.tracesIn(told)).isEmpty());
        assertThat(everyRow())
                .contains(delivered.reference())
                .satisfies(rows -> assertThat(Canary.tracesIn(rows)).isEmpty());
        assertThat(social.bodies(delivered.key(1)))
                .as("the back-office was told")
                .anySatisfy(body -> assertThat(Canary.tracesIn(body)).isNotEmpty())
                .as("and nothing it does not declare")
                .noneSatisfy(body -> assertThat(new String(body, StandardCharsets.UTF_8))
                        .containsAnyOf(Canary.EMAIL, Canary.PHONE, Canary.FILE));
    }

    /** Whoever gathers logs finds all that was said of a submission, by what is no person's. */
    private void saysWhatEachLineIsAbout(Portal.Submission delivered) throws IOException {
        var id = delivered.id().toString();
        var about = hub.said()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(Json.EDGE::readTree)
                .filter(line -> line.path("submission").asString().equals(id))
                .toList();
        assertThat(about).extracting(line -> line.path("lane").asString()).contains("social", "finance");
        assertThat(about)
                .allSatisfy(line ->
                        assertThat(line.path("route").asString()).isIn("delivery", "outcome", "reconciliation"));
    }

    private Portal.Submission liveThroughGoodAndBadDays() {
        var delivered = portal.submit(Canary.born(1960));
        delivered.becomes("DELIVERED");

        finance.fail(Fault.of(FaultMode.BUSINESS_REFUSAL).times(1));
        portal.submit(Canary.born(1961)).deliveryBecomes("finance", "DECLINED");

        finance.fail(Fault.of(FaultMode.APPLY_THEN_HANG).times(1));
        portal.submit(Canary.born(1962)).deliveryBecomes("finance", "DELIVERED");

        for (var mode : List.of(FaultMode.SOAP_FAULT, FaultMode.HALF_BODY)) {
            social.fail(mode);
            portal.submit(Canary.born(1963 + mode.ordinal())).tells("delivery.uncertain", "social");
            social.recover();
        }
        for (var mode : List.of(FaultMode.HTTP_503, FaultMode.MAINTENANCE_PAGE, FaultMode.RESET)) {
            finance.fail(Fault.of(mode).times(1));
            var delayed = portal.submit(Canary.born(1980 + mode.ordinal()));
            delayed.tells("delivery.delayed", "finance");
            delayed.deliveryBecomes("finance", "DELIVERED"); // or its next attempt would meet the next fault
        }
        return delivered;
    }

    /** What sources are asked travels in addresses: nothing of it, nor of the token, may be kept, whatever comes of it. */
    private void askSourcesOnGoodAndBadDays() {
        var sources = List.of("particulier", "impots", "geocodage");
        for (var mode : List.of(
                FaultMode.CONNECTION_REFUSED,
                FaultMode.RESET,
                FaultMode.HALF_BODY,
                FaultMode.HTTP_200_HTML,
                FaultMode.HTTP_503,
                FaultMode.HANG)) {
            askSources(sources, FaultMode.NONE); // or they would soon not be asked any more
            askSources(sources, mode);
        }
        sources.forEach(source -> assertThat(simulators.system(source).calls())
                .as("%s was asked", source)
                .isNotEmpty());
        refusals.add(portal.prefill("bourse-college", "portail-demo", Canary.asked(1950, Canary.IBAN_AS_PRINTED)));
    }

    private void askSources(List<String> sources, FaultMode mode) {
        sources.forEach(source -> simulators.system(source).fail(mode));
        var asked = Map.of(
                "aide-facultative", Canary.asked(1940 + mode.ordinal(), null),
                "bourse-college", Canary.asked(1940 + mode.ordinal(), Canary.IBAN),
                "changement-adresse", Canary.asked(1940 + mode.ordinal(), null));
        asked.forEach((teleservice, body) -> {
            var answer = portal.prefill(teleservice, "portail-demo", body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Canary.tracesIn(answer.body())).as(answer.body()).isEmpty();
        });
    }

    private void sendWhatMustBeRefused() throws IOException {
        var form = Canary.born(1970);
        refuse(form.replace(Canary.IBAN, "FR1420041010050500013M02607"));
        refuse(form.replace(Canary.IBAN, Canary.IBAN_AS_PRINTED + " " + Canary.NAME));
        refuse(form.replace("}", ""));
        refuse(form.substring(0, form.indexOf(Canary.EMAIL) + Canary.EMAIL.length()));
        refuse(form.replace("\"portail\"", "\"" + Canary.EMAIL + "\""));
        refuse(form.replace("1970-05-17", Canary.PHONE));
        refuse(form.replace(Canary.FIRST_NAME, (Canary.FIRST_NAME + " ").repeat(200)));
        refuse(form.replace("\"franceconnect\"", "\"" + Canary.NAME + "\""));
        refuse(Canary.NAME);
        refuse("{\"x\":\"" + Canary.NAME.repeat(100_000) + "\"}");
        // The pointer to a member that is not foreseen is its name, by contract: only the hub must not keep it.
        for (var member : List.of("\"canal\"", "\"bic\"")) {
            var misnamed = form.replace(member, "\"" + Canary.NAME + " " + Canary.IBAN + "\"");
            assertThat(portal.post(misnamed, UUID.randomUUID().toString()).statusCode())
                    .isBetween(400, 422);
        }

        var used = Canary.EMAIL + "-as-a-key";
        assertThat(portal.post(Canary.born(1971), used).statusCode()).isEqualTo(202);
        refusals.add(portal.post(Canary.born(1972), used));
        refusals.add(portal.post(Canary.born(1973), Canary.NAME));
        refusals.add(portal.get("/api/v1/submissions/" + Canary.NAME, "portail-demo"));
        refusals.add(portal.send(HttpRequest.newBuilder(portal.address("/api/v1/submissions/" + Canary.EMAIL))
                .header("Authorization", "Bearer " + Canary.NAME)));
        sendWhatIsNoHttp();
    }

    private void refuse(String body) {
        refusals.add(portal.post(body, UUID.randomUUID().toString()));
    }

    private void sendWhatIsNoHttp() throws IOException {
        var address = portal.address("/");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET /api/v1/submissions?nom={" + Canary.NAME + "} HTTP/1.1\r\nHost: x\r\n" + Canary.EMAIL
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            var answer = socket.getInputStream().readAllBytes();
            assertThat(Canary.tracesIn(answer)).isEmpty();
        }
    }

    /** As text, what is binary in hexadecimal. */
    private String everyRow() {
        try (var postgres = StoppablePostgres.startedIn(hub.data().resolve("postgres"))) {
            var jdbc = JdbcClient.create(
                    new DriverManagerDataSource(postgres.url(), postgres.username(), postgres.password()));
            var rows = new StringBuilder();
            for (var table : jdbc.sql("select table_name from information_schema.tables where table_schema = 'public'")
                    .query(String.class)
                    .list()) {
                rows.append(jdbc.sql("select coalesce(string_agg(cast(t as text), chr(10)), '') from " + table + " t")
                        .query(String.class)
                        .single());
            }
            return rows.toString();
        }
    }
}
