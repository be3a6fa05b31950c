package fr.relais.routes.bench;

import fr.relais.routes.hub.Portal;
import fr.relais.routes.hub.Visitor;
import fr.relais.routes.postgres.TestPostgres;
import java.nio.file.Files;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long an engineer waits for each page of the console, with as many submissions in the ledger as some months bring. */
final class ConsoleBench implements Callable<Boolean> {

    private static final int OK = 200;
    private static final int LOOKS = 40;
    private static final int COLD_LOOKS = 15;

    /** The overview is looked up anew by then. */
    private static final long FORGOTTEN_MILLIS = 3_100;

    private static final int MONTHS = 12;
    private static final double NANOS_A_MILLI = 1e6;
    private static final Aim AIM = Aim.atMost(200);

    private final int submissions;
    private final Report report = new Report("console");

    private ConsoleBench(int submissions) {
        this.submissions = submissions;
    }

    static ConsoleBench of(List<String> words) {
        return new ConsoleBench(Bench.option(words, "--submissions", 100_000));
    }

    /** Whether every page came. */
    @Override
    public Boolean call() throws Exception {
        var folder = Files.createTempDirectory(Files.createDirectories(Bench.FIGURES), "console");
        try (var ledger = TestPostgres.database();
                var hub = BenchedHub.start(folder, ledger)) {
            var jdbc = JdbcClient.create(ledger.dataSource());
            report.machine(jdbc);
            try (var portal = new HubLoad(hub).client()) {
                portal.once();
            }
            while (jdbc.sql("select exists (select from event where position is null)")
                    .query(Boolean.class)
                    .single()) {
                TimeUnit.MILLISECONDS.sleep(FORGOTTEN_MILLIS);
            }
            History.make(jdbc, submissions);
            report.say("submissions", "%d, each %dth put aside".formatted(submissions, History.PARKED_EACH));
            var secret = hub.secret();
            var at = new Portal(hub.port(), secret);
            looks(
                    Visitor.signedIn(at, "engineer", secret),
                    Visitor.signedIn(at, "agent", secret),
                    Visitor.signedIn(at, "direction", secret));
            return true;
        } finally {
            report.write(Bench.FIGURES);
        }
    }

    private void looks(Visitor engineer, Visitor agent, Visitor direction) throws InterruptedException {
        for (var page : List.of(
                "/console",
                "/console/voies/finance",
                "/console/dossiers",
                "/console/dossiers/" + firstReference(engineer),
                "/console/reparations",
                "/console/reparations/groupe?voie=finance&etat=PARKED&cause=unfit-dossier",
                "/console/alertes",
                "/console/teleservices",
                "/console/teleservices/changement-rib",
                "/console/portails",
                "/console/audit")) {
            timed(engineer, page);
        }
        timed(agent, "/console/boite");
        report.metric(
                "console",
                "p95 ms of an overview that is looked up",
                p95(COLD_LOOKS, look -> {
                    pause();
                    return nanos(engineer, "/console/vue");
                }),
                AIM);
        var month = YearMonth.now().minusMonths(1); // most of the thirty days are in it, or half
        nanos(direction, "/console/direction?mois=2020-01");
        report.metric(
                "console",
                "ms of the month in figures, the first time",
                nanos(direction, "/console/direction?mois=" + month) / NANOS_A_MILLI,
                AIM);
        report.metric(
                "console",
                "p95 ms of the month in figures",
                p95(MONTHS, look -> nanos(direction, "/console/direction?mois=" + month)),
                AIM);
    }

    private void timed(Visitor visitor, String page) {
        nanos(visitor, page); // its template is read
        report.metric(
                "console",
                "p95 ms of " + page.replaceFirst("\\?.*", ""),
                p95(LOOKS, look -> nanos(visitor, page)),
                AIM);
    }

    private static String firstReference(Visitor engineer) {
        return engineer.get("/console/dossiers").body().replaceFirst("(?s).*?/console/dossiers/(R26-[^\"]+)\".*", "$1");
    }

    private interface Look {
        long nanos(int number);
    }

    private static double p95(int times, Look look) {
        var sorted = new long[times];
        for (int number = 0; number < times; number++) {
            sorted[number] = look.nanos(number);
        }
        return Figures.percentile(LongStream.of(sorted).sorted().toArray(), 95) / NANOS_A_MILLI;
    }

    private static long nanos(Visitor visitor, String page) {
        long begun = System.nanoTime();
        var answer = visitor.get(page);
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(page + " answers " + answer.statusCode());
        }
        return System.nanoTime() - begun;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(FORGOTTEN_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }
}
