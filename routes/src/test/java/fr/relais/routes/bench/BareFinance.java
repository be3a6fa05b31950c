package fr.relais.routes.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A finance back-office that does nothing and says yes, after a delay that can be set: what is measured in front of it is not what
 * it does itself. In a process of its own, for the hub and for who calls it without one.
 *
 * <p>{@code PUT /delay} takes milliseconds, {@code GET /calls} tells when each call came, in microseconds since 1970, and
 * whether it was a delivery's first; and forgets it.
 * What is sent to {@code /hang} is never answered.
 */
final class BareFinance implements AutoCloseable {

    private static final String NAMESPACE = "urn:relais:contrat-generique:finance:1";
    private static final Pattern KEY = Pattern.compile("cleRelais>([^<]+)<");
    private static final String ENVELOPE = """
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>%s</s:Body></s:Envelope>""";
    private static final String FOUND = ENVELOPE.formatted("""
            <rechercherTiersResponse xmlns="%s"><tiers><numeroTiers>T-1</numeroTiers><identite>\
            <nomNaissance>BANC-TEST</nomNaissance><prenoms>Camille</prenoms><dateNaissance>1980-05-17</dateNaissance>\
            </identite></tiers></rechercherTiersResponse>""".formatted(NAMESPACE));
    private static final String DONE = ENVELOPE.formatted("""
            <modifierCoordonneesBancairesResponse xmlns="%s"><accuse><reference>%%s</reference>\
            <appliqueLe>2026-01-15T09:00:00Z</appliqueLe></accuse></modifierCoordonneesBancairesResponse>""".formatted(NAMESPACE));
    private static final int OK = 200;

    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private volatile long delayMillis;

    private BareFinance() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.createContext("/finance", this::serve);
        server.createContext("/hang", BareFinance::hang);
        server.createContext("/delay", this::delay);
        server.createContext("/calls", this::calls);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public static void main(String[] arguments) throws Exception {
        Bench.quiet();
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var finance = new BareFinance();
        System.out.println(finance.server.getAddress().getPort());
        System.in.read(); // as long as who started it lives
        finance.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        var now = Instant.now();
        var request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean isFirst = request.contains("rechercherTiers");
        calls.add(ChronoUnit.MICROS.between(Instant.EPOCH, now) + (isFirst ? " first" : " second"));
        rest();
        if (isFirst) {
            answer(exchange, "text/xml; charset=utf-8", FOUND);
        } else {
            var key = KEY.matcher(request);
            answer(
                    exchange,
                    "text/xml; charset=utf-8",
                    DONE.formatted(key.find() ? key.group(1).replace('/', '-') : "?"));
        }
    }

    private void rest() {
        if (delayMillis > 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(delayMillis);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void hang(HttpExchange exchange) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void delay(HttpExchange exchange) throws IOException {
        delayMillis = Long.parseLong(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        answer(exchange, "text/plain", "");
    }

    private void calls(HttpExchange exchange) throws IOException {
        var told = new ArrayList<String>();
        for (var call = calls.poll(); call != null; call = calls.poll()) {
            told.add(call);
        }
        answer(exchange, "text/plain", String.join("\n", told));
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(OK, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
