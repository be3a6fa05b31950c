package fr.relais.simulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.simulators.gate.FaultMode;
import java.io.ByteArrayInputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsTest {

    private static final String KEY = "R26-7KQ4-9M2X/1";

    @TempDir
    Path folder;

    @Test
    void showsADuplicateAsTwoRecordsAndBothUnderItsKey() throws Exception {
        try (var simulators = Simulators.start(folder, 0)) {
            RunningSystem social = simulators.system("social");
            var client = new Soap(social, Duration.ofSeconds(10));
            client.send(Soap.changeRib(KEY, "DUPONT-TEST"));
            client.send(Soap.changeRib(KEY, "DUPONT-TEST"));

            assertThat(social.records(KEY)).extracting("reference").doesNotHaveDuplicates();
            assertThat(social.records(KEY))
                    .extracting("businessKey")
                    .hasSize(2)
                    .containsOnly(social.records(KEY).getFirst().businessKey());
            assertThat(client.send(Soap.lookUp("social", KEY)).body())
                    .contains(social.records(KEY).getFirst().reference())
                    .contains(social.records(KEY).getLast().reference());
        }
    }

    @Test
    void remembersAfterARestartAndCountsOn() throws Exception {
        String reference;
        try (var simulators = Simulators.start(folder, 0)) {
            RunningSystem finance = simulators.system("finance");
            new Soap(finance, Duration.ofSeconds(10)).send(Soap.createTiers(KEY, "DUPONT-TEST"));
            reference = finance.records(KEY).getFirst().reference();
        }
        try (var simulators = Simulators.start(folder, 0)) {
            RunningSystem finance = simulators.system("finance");
            var client = new Soap(finance, Duration.ofSeconds(10));
            assertThat(client.send(Soap.lookUp("finance", KEY)).body()).contains(reference);
            client.send(Soap.createTiers(KEY, "DUPONT-TEST"));
            assertThat(finance.records(KEY)).extracting("reference").hasSize(2).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsNobodyOnDisk() throws Exception {
        try (var simulators = Simulators.start(folder, 0)) {
            new Soap(simulators.system("social"), Duration.ofSeconds(10)).send(Soap.changeRib(KEY, "DUPONT-TEST"));
        }
        assertThat(Files.readString(folder.resolve("social.jsonl")))
                .contains(KEY)
                .contains("FR76…0189")
                .doesNotContain("DUPONT")
                .doesNotContain(Soap.RIB);
    }

    @Test
    void readsBackTheDossierOfSomeoneMet() throws Exception {
        try (var simulators = Simulators.start(folder, 0)) {
            var client = new Soap(simulators.system("social"), Duration.ofSeconds(10));
            client.send(Soap.changeRib(KEY, "DUPONT-TEST"));
            String found = client.send(Soap.search("DUPONT-TEST")).body();
            String number = found.replaceAll("(?s).*numero>(\\w+)<.*", "$1");

            assertThat(client.send(Soap.dossier(number)).body())
                    .contains(Soap.RIB)
                    .contains("APPLIQUEE");
            assertThat(client.send(Soap.dossier("S-0000")).body()).contains("UsagerInconnu");
        }
    }

    @Test
    void checksTheContractAndShowsWhatItReceived() throws Exception {
        try (var simulators = Simulators.start(folder, 0)) {
            RunningSystem social = simulators.system("social");
            var client = new Soap(social, Duration.ofSeconds(10));
            String valid = Soap.changeRib(KEY, "L&apos;H&amp;ROS &lt;TEST&gt;");

            assertThat(client.send(valid).statusCode()).isEqualTo(200);
            assertThat(client.send(valid.replace("2026-01-01", "bientôt")).statusCode())
                    .isEqualTo(500);
            assertThat(client.send("<!DOCTYPE x [<!ENTITY e \"y\">]>" + valid).statusCode())
                    .isGreaterThanOrEqualTo(400);

            assertThat(social.records()).hasSize(1);
            assertThat(new String(social.bodies(KEY).getFirst(), StandardCharsets.UTF_8))
                    .isEqualTo(valid);
        }
    }

    @Test
    void leavesTheBusOfClientsInTheSameJvmAlone() {
        try (var simulators = Simulators.start(folder, 0)) {
            assertThat(simulators.systems()).isNotEmpty();
        }
        Bus ofClients = BusFactory.getDefaultBus();
        try (var simulators = Simulators.start(folder, 0)) {
            assertThat(simulators.systems()).isNotEmpty();
            assertThat(BusFactory.getThreadDefaultBus()).isSameAs(ofClients);
        }
        assertThat(BusFactory.getDefaultBus()).isSameAs(ofClients);
        assertThat(ofClients.getState()).isNotEqualTo(Bus.BusState.SHUTDOWN);
    }

    @Test
    void refusesAFolderAlreadyInUse() {
        try (var simulators = Simulators.start(folder, 0)) {
            assertThat(simulators.systems()).isNotEmpty();
            assertThatThrownBy(() -> Simulators.start(folder, 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAPortAlreadyInUseAndLeavesNothingOpen() {
        try (var one = Simulators.start(folder.resolve("one"), 0)) {
            int base = one.system("social").port() - 1;
            assertThatThrownBy(() -> Simulators.start(folder.resolve("two"), base))
                    .hasMessageContaining("cannot be listened on");
        }
        Simulators.start(folder.resolve("two"), 0).close();
    }

    @Test
    void servesItsContractUnderItsPublicAddress() throws Exception {
        try (var simulators = Simulators.start(folder, 0);
                var http = HttpClient.newHttpClient()) {
            for (RunningSystem system : simulators.systems()) {
                if (system.wsdl() == null) { // it speaks no SOAP
                    continue;
                }
                var answer = http.send(HttpRequest.newBuilder(system.wsdl()).build(), BodyHandlers.ofString());
                assertThat(answer.body()).contains("location=\"" + system.url() + "\"");
            }
        }
    }

    @Test
    void readsRequestsSentInChunks() throws Exception {
        byte[] body = Soap.changeRib(KEY, "DUPONT-TEST").getBytes(StandardCharsets.UTF_8);
        try (var simulators = Simulators.start(folder, 0);
                var http = HttpClient.newHttpClient()) {
            RunningSystem social = simulators.system("social");
            var request = HttpRequest.newBuilder(social.url())
                    .header("Content-Type", "text/xml; charset=UTF-8")
                    .expectContinue(true)
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                    .build();

            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
            assertThat(social.bodies(KEY)).containsExactly(body);
        }
    }

    @Test
    void releasesEverythingWhenClosed() throws Exception {
        URI url;
        var simulators = Simulators.start(folder, 0);
        RunningSystem social = simulators.system("social");
        var client = new Soap(social, Duration.ofSeconds(10));
        url = social.url();
        social.fail(FaultMode.HANG);
        var held = client.sendAsync(Soap.changeRib(KEY, "DUPONT-TEST"));
        Eventually.becomesTrue(() -> !social.calls().isEmpty());

        simulators.close();

        assertThatThrownBy(() -> held.get(5, TimeUnit.SECONDS)).hasRootCauseInstanceOf(java.io.IOException.class);
        assertThatThrownBy(() -> client.send(Soap.search("DUPONT-TEST"))).isInstanceOf(ConnectException.class);
        assertThat(url.getPort()).isPositive();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("http-nio-127.0.0.1"));
    }
}
