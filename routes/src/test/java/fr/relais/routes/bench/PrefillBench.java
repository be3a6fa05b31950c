package fr.relais.routes.bench;

import fr.relais.mappings.json.Json;
import fr.relais.routes.postgres.TestPostgres;
import fr.relais.simulators.Simulators;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much longer a citizen waits for a pre-fill of three questions to two sources than for the slowest of them, and how far past its
 * deadline it answers when one of them never does.
 */
final class PrefillBench implements Callable<Boolean> {

    /** More would go over the twenty calls a second a source takes from one habilitation. */
    private static final int CLIENTS = 4;

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int ROUNDS = 4;
    private static final int HANGS_A_ROUND = 5;
    private static final int WELL_A_ROUND = 10;
    private static final Path CASES = Path.of("../simulators/src/main/resources/fr/relais/simulators/national/cases");

    private final Duration length;
    private final int pairs;
    private final Duration delay;

    private PrefillBench(Duration length, int pairs, Duration delay) {
        this.length = length;
        this.pairs = pairs;
        this.delay = delay;
    }

    static PrefillBench of(List<String> words) {
        return new PrefillBench(
                Duration.ofSeconds(Bench.option(words, "--seconds", 5)),
                Bench.option(words, "--pairs", 6),
                Duration.ofMillis(Bench.option(words, "--delay", 300)));
    }

    /** Whether every answer was one. */
    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "bench")), "prefill");
        var report = new Report("prefill");
        try (var ledger = TestPostgres.database();
                var simulators = Simulators.start(folder.resolve("simulators"), 0, cases(folder.resolve("cases")));
                var hub = BenchedHub.start(folder, ledger, settings(simulators))) {
            report.machine(JdbcClient.create(ledger.dataSource()));
            report.say("sources answer in", delay.toMillis() + " ms");
            var citizens = new Asking(hub.port(), hub.token("portail-demo"));
            var slowest = new Direct(simulators.system("particulier").port());
            report.say(
                    "warm after", // of sources that answer at once, or it would be compiling for long
                    WarmUp.of(() -> Window.of(citizens, CLIENTS, WARM_UP).rate()));
            well(simulators);
            Window.of(citizens, CLIENTS, length);
            Window.of(slowest, CLIENTS, length);
            var measured = TurnByTurn.measured(
                    pairs,
                    () -> Window.of(citizens, CLIENTS, length),
                    () -> Window.of(slowest, CLIENTS, length),
                    Pair::new);
            report.pairs(
                    "R7",
                    "p95 of a pre-fill over its slowest source's",
                    "the slowest",
                    measured,
                    Pair::p95Ratio,
                    Aim.atMost(1.05));
            overshoot(report, simulators, citizens);
            report.write(Bench.FIGURES);
            return true;
        }
    }

    private void well(Simulators simulators) {
        for (var source : List.of("particulier", "impots")) {
            simulators.system(source).fail(Fault.of(FaultMode.SLOW).after(delay));
        }
    }

    /** Between hangs it answers, or the hub would soon ask it no more. */
    private void overshoot(Report report, Simulators simulators, Asking citizens) throws IOException {
        var late = new ArrayList<Long>();
        try (var citizen = citizens.client()) {
            for (int round = 0; round < ROUNDS; round++) {
                well(simulators);
                for (int n = 0; n < WELL_A_ROUND; n++) {
                    citizen.once();
                }
                simulators.system("impots").fail(FaultMode.HANG);
                for (int n = 0; n < HANGS_A_ROUND; n++) {
                    long begun = System.nanoTime();
                    citizen.once();
                    late.add(System.nanoTime() - begun - DEADLINE.toNanos());
                }
            }
        }
        var sorted = late.stream().mapToLong(Long::longValue).sorted().toArray();
        report.say(
                "past the deadline",
                "%d ms at the median, %d ms at most, of %d; %s of deadline"
                        .formatted(
                                TimeUnit.NANOSECONDS.toMillis(Figures.percentile(sorted, 50)),
                                TimeUnit.NANOSECONDS.toMillis(Figures.percentile(sorted, 100)),
                                sorted.length,
                                DEADLINE));
        report.metric(
                "R7",
                "ms past the deadline, at most",
                TimeUnit.NANOSECONDS.toMillis(Figures.percentile(sorted, 100)),
                Aim.atMost(20));
    }

    /** How fast sources may be asked is not what is measured. */
    private static String[] settings(Simulators simulators) {
        return Stream.of("particulier", "impots")
                .flatMap(source -> Stream.of(
                        "--relais.connectors." + source + ".url="
                                + simulators.system(source).url(),
                        "--relais.connectors." + source + ".source.per-second=1000"))
                .toArray(String[]::new);
    }

    /** The shipped cases, and the family of DUPONT-TEST again for each client: one person's question is not asked twice at a time. */
    private static Path cases(Path folder) throws IOException {
        try (var files = Files.walk(CASES)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var text = Files.readString(file);
                var operation = Files.createDirectories(
                        folder.resolve(file.getParent().getFileName().toString()));
                Files.writeString(operation.resolve(file.getFileName().toString()), text);
                for (int client = 1; client <= CLIENTS; client++) {
                    if (text.contains("DUPONT-TEST")) {
                        Files.writeString(
                                operation.resolve(
                                        file.getFileName().toString().replace(".yaml", letter(client) + ".yaml")),
                                text.replace("DUPONT-TEST", name(client)));
                    }
                }
            }
        }
        return folder;
    }

    private static String letter(int client) {
        return String.valueOf((char) ('a' + client - 1));
    }

    private static String name(int client) {
        return "BANC-TEST-" + (char) ('A' + client - 1);
    }

    /** Citizens who ask for what is known of them, over and over. */
    private record Asking(int port, String token, AtomicInteger clients) implements Load {

        Asking(int port, String token) {
            this(port, token, new AtomicInteger());
        }

        @Override
        public Kept client() throws IOException {
            int number = clients.getAndIncrement() % CLIENTS + 1;
            var sample = (ObjectNode) Json.EDGE.readTree(
                    Files.readString(BenchTeleservices.SHIPPED.resolve("bourse-college/samples/nominal.json")));
            var body = sample.retain("usager", "form")
                    .put("franceConnectToken", "camille_fc" + letter(number))
                    .toString()
                    .replace("DUPONT-TEST", name(number));
            return new Kept(port, """
                    POST /api/v1/teleservices/bourse-college/prefill HTTP/1.1
                    Host: 127.0.0.1
                    Authorization: Bearer %s
                    Content-Type: application/json
                    """.formatted(token), body);
        }
    }

    /** The slowest source, asked without a hub. */
    private record Direct(int port, AtomicInteger clients) implements Load {

        Direct(int port) {
            this(port, new AtomicInteger());
        }

        @Override
        public Kept client() {
            return new Kept(port, """
                    GET /v3/dss/quotient_familial/france_connect?recipient=22330001300016 HTTP/1.1
                    Host: 127.0.0.1
                    Authorization: Bearer camille_fc%s
                    """.formatted(letter(clients.getAndIncrement() % CLIENTS + 1)), "");
        }
    }

    private static final class Kept implements Load.Client {

        private final KeptConnection connection;
        private final String head;
        private final byte[] body;

        Kept(int port, String head, String body) {
            this.connection = new KeptConnection(port);
            this.head = head.replace("\n", "\r\n");
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean once() throws IOException {
            int status = connection.exchange(head, body);
            if (status != 200) {
                throw new IllegalStateException("answered " + status);
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
