package fr.relais.simulators;

import static fr.relais.simulators.gate.FaultMode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.relais.simulators.gate.Fault;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

    private static final String KEY = "R26-7KQ4-9M2X/1";
    private static final String CHANGE = Soap.changeRib(KEY, "DUPONT-TEST");
    private static final String READ = Soap.search("DUPONT-TEST");

    private static Simulators simulators;
    private static RunningSystem social;
    private static Soap client;
    private static Soap hurriedClient;

    @BeforeAll
    static void start(@TempDir Path folder) {
        simulators = Simulators.start(folder, 0);
        social = simulators.system("social");
        client = new Soap(social, Duration.ofSeconds(10));
        hurriedClient = new Soap(social, Duration.ofMillis(300));
    }

    @BeforeEach
    void reset() {
        simulators.reset();
    }

    @AfterAll
    static void stop() {
        simulators.close();
    }

    @Test
    void answersWithTheReferenceOfWhatItApplied() throws Exception {
        var answer = client.send(CHANGE);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(social.records(KEY).getFirst().reference());
    }

    @Test
    void refusesConnectionsAndListensAgainOnTheSamePort() throws Exception {
        client.send(READ); // leaves a kept-alive connection behind, which must not be a way in
        int port = social.port();

        social.fail(CONNECTION_REFUSED);
        assertThatThrownBy(() -> client.send(CHANGE)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> client.send(CHANGE)).isInstanceOf(ConnectException.class);
        social.recover();

        assertThat(client.send(CHANGE).statusCode()).isEqualTo(200);
        assertThat(social.port()).isEqualTo(port);
        appliedTimes(1);
    }

    @Test
    void resetsOnceTheRequestIsInAndAppliesNothing() {
        social.fail(RESET);

        try (var wire = new RawClient(social)) {
            assertThatThrownBy(() -> wire.exchange(CHANGE)).hasMessageContaining("reset");
        }
        assertThat(social.calls(KEY, "modifierSituation")).isEqualTo(1);
        appliedTimes(0);
    }

    @Test
    void hangsWithoutApplying() {
        social.fail(HANG);

        assertThatThrownBy(() -> hurriedClient.send(CHANGE)).isInstanceOf(HttpTimeoutException.class);
        assertThatThrownBy(() -> hurriedClient.send(READ)).isInstanceOf(HttpTimeoutException.class);
        appliedTimes(0);
    }

    @Test
    void letsHeldConnectionsGoWhenTheModeChanges() {
        social.fail(Fault.of(HANG).times(1));
        CompletableFuture<?> held = client.sendAsync(CHANGE);
        Eventually.becomesTrue(() -> social.fault().equals(Fault.NONE)); // spent, and yet the client is held
        assertThat(held).isNotDone();

        social.recover();

        assertThatThrownBy(() -> held.get(5, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        appliedTimes(0);
    }

    @Test
    void appliesAndNeverAnswers() throws Exception {
        social.fail(APPLY_THEN_HANG);

        assertThatThrownBy(() -> hurriedClient.send(CHANGE)).isInstanceOf(HttpTimeoutException.class);
        assertThat(client.send(READ).statusCode()).isEqualTo(200);
        Eventually.becomesTrue(() -> social.records(KEY).size() == 1);
    }

    @Test
    void appliesLateThoughTheClientHasLeft() {
        social.fail(Fault.of(APPLY_LATE).after(Duration.ofMillis(900)));

        assertThatThrownBy(() -> hurriedClient.send(CHANGE)).isInstanceOf(HttpTimeoutException.class);
        appliedTimes(0);

        social.recover();
        Eventually.becomesTrue(() -> social.records(KEY).size() == 1);
    }

    @Test
    void answers503WithADelay() throws Exception {
        social.fail(HTTP_503);

        var answer = client.send(CHANGE);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        appliedTimes(0);
    }

    @Test
    void answersPagesInsteadOfEnvelopes() throws Exception {
        social.fail(HTTP_500_HTML);
        isPage(client.send(CHANGE), 500);
        social.fail(HTTP_200_HTML);
        isPage(client.send(CHANGE), 200);
        social.fail(MAINTENANCE_PAGE);
        assertThat(isPage(client.send(READ), 200)).contains("Site en maintenance");
        appliedTimes(0);
    }

    @Test
    void answersAnUntypedFault() throws Exception {
        social.fail(SOAP_FAULT);

        var answer = client.send(CHANGE);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("<faultcode>soap:Server</faultcode>").doesNotContain("<detail>");
        appliedTimes(0);
    }

    @Test
    void refusesChangesButNotReads() throws Exception {
        social.fail(BUSINESS_REFUSAL);

        assertThat(client.send(CHANGE).body()).contains("<DonneesInvalides");
        assertThat(client.send(READ).statusCode()).isEqualTo(200);
        appliedTimes(0);
    }

    @Test
    void answersSlowly() throws Exception {
        social.fail(Fault.of(SLOW).after(Duration.ofMillis(400)));
        long start = System.nanoTime();

        assertThat(client.send(CHANGE).statusCode()).isEqualTo(200);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
        appliedTimes(1);
    }

    @Test
    void appliesSlowCallsThoughTheClientHasLeft() {
        social.fail(Fault.of(SLOW).after(Duration.ofMillis(600)));

        assertThatThrownBy(() -> hurriedClient.send(CHANGE)).isInstanceOf(HttpTimeoutException.class);

        Eventually.becomesTrue(() -> social.records(KEY).size() == 1);
    }

    @Test
    void appliesAndAnswersHalfABody() throws IOException {
        social.fail(HALF_BODY);

        assertThatThrownBy(() -> client.send(CHANGE)).isInstanceOf(IOException.class);
        appliedTimes(1);
        try (var wire = new RawClient(social)) {
            RawClient.Answer answer = wire.exchange(CHANGE);
            assertThat(answer.body()).hasSize(answer.contentLength() / 2);
        }
    }

    @Test
    void endsAfterTheCountOfTouchedCalls() throws Exception {
        social.fail(Fault.of(BUSINESS_REFUSAL).times(2));

        assertThat(client.send(CHANGE).statusCode()).isEqualTo(500);
        assertThat(client.send(READ).statusCode()).isEqualTo(200);
        assertThat(social.fault()).isEqualTo(Fault.of(BUSINESS_REFUSAL).times(1));
        assertThat(client.send(CHANGE).statusCode()).isEqualTo(500);
        assertThat(social.fault()).isEqualTo(Fault.NONE);
        assertThat(client.send(CHANGE).statusCode()).isEqualTo(200);
    }

    @Test
    void takesEffectOnAKeptAliveConnection() throws IOException {
        try (var wire = new RawClient(social)) {
            assertThat(wire.exchange(CHANGE).status()).isEqualTo(200);
            social.fail(HTTP_503);
            assertThat(wire.exchange(CHANGE).status()).isEqualTo(503);
            social.recover();
            assertThat(wire.exchange(CHANGE).status()).isEqualTo(200);
        }
        appliedTimes(2);
    }

    @Test
    void touchesOneSystemOnly() throws Exception {
        social.fail(CONNECTION_REFUSED);

        var finance = new Soap(simulators.system("finance"), Duration.ofSeconds(10));

        assertThat(finance.send(Soap.searchTiers("DUPONT-TEST")).statusCode()).isEqualTo(200);
    }

    private static String isPage(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        return answer.body();
    }

    private static void appliedTimes(int times) {
        assertThat(social.records(KEY)).hasSize(times);
    }
}
