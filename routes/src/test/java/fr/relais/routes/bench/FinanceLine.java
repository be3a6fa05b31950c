package fr.relais.routes.bench;

import fr.relais.routes.postgres.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hub's lane to the bare back-office, with as much waiting as is wanted; what it does is seen where its calls arrive. */
final class FinanceLine {

    private static final Duration RAMP = Duration.ofSeconds(2);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final int POSTERS = 16;
    private static final double MICROS = 1e6;

    /** More than a lane may be set to send. */
    private static final int MOST_A_SECOND = 1_200;

    /** Each delivery asks whose payee it is, then changes it. */
    private static final int CALLS_A_DELIVERY = 2;

    private final BenchedHub hub;
    private final JdbcClient jdbc;
    private final BareFinanceProcess finance;
    private final Duration length;
    private final HubLoad posts;

    FinanceLine(BenchedHub hub, TestDatabase ledger, BareFinanceProcess finance, Duration length) {
        this.hub = hub;
        this.jdbc = JdbcClient.create(ledger.dataSource());
        this.finance = finance;
        this.length = length;
        this.posts = new HubLoad(hub);
    }

    /** What a hub must be told; its other lane leads to somebody who never answers. */
    static String[] settings(BareFinanceProcess finance, int perSecond, int concurrency) {
        return Stream.of("social", "finance")
                .map(system -> "--relais.connectors." + system)
                .flatMap(system -> Stream.of(
                        system + ".lane.per-second=" + perSecond,
                        system + ".lane.concurrency=" + concurrency,
                        system + ".soap.url=" + finance.url(system.endsWith("social") ? "/hang" : "/finance")))
                .toArray(String[]::new);
    }

    HubLoad posts() {
        return posts;
    }

    /** Posts until at least so many deliveries wait that nobody but this has made. */
    void stock(int wanted) throws Exception {
        while (waiting() < wanted) {
            Window.of(posts, POSTERS, A_SECOND);
        }
        jdbc.sql("""
                        update delivery set due_at = due_at - interval '1 year'
                        where connector = 'finance' and state = 'PENDING' and operation <> :copies
                          and due_at > now() - interval '1 month'
                        """).param("copies", Copies.OPERATION).update(); // ahead of copies, which nobody can open
    }

    int waiting() {
        return jdbc.sql(
                        "select count(*) from delivery where connector = 'finance' and state = 'PENDING' and operation <> :copies")
                .param("copies", Copies.OPERATION)
                .query(Integer.class)
                .single();
    }

    /** How many deliveries a second, once it is under way. */
    double rate() throws Exception {
        stock((int) (MOST_A_SECOND * RAMP.plus(length).toSeconds()));
        hub.resume("finance");
        var rate = rate(
                finance,
                length,
                () -> TimeUnit.NANOSECONDS.sleep(RAMP.plus(length).toNanos()));
        hub.pause("finance");
        settled();
        return rate;
    }

    double rateBesideOneThatHangs() throws Exception {
        hub.resume("social");
        double rate = rate();
        hub.pause("social");
        return rate;
    }

    /** The same of somebody who calls by himself. */
    static double rate(BareFinanceProcess finance, DirectCalls direct, int clients, Duration length) throws Exception {
        return rate(finance, length, () -> Window.of(direct, clients, RAMP.plus(length)));
    }

    private static double rate(BareFinanceProcess finance, Duration length, Busy busy) throws Exception {
        finance.calls();
        long from = micros(Instant.now().plus(RAMP));
        busy.run();
        long until = from + TimeUnit.NANOSECONDS.toMicros(length.toNanos());
        long came = finance.calls().stream()
                .filter(call -> call.at() >= from && call.at() < until)
                .count();
        return came * MICROS / (until - from) / CALLS_A_DELIVERY;
    }

    /** What came while it had enough to do for so long. */
    List<BareFinanceProcess.Call> calls(Duration span) throws Exception {
        hub.resume("finance");
        TimeUnit.NANOSECONDS.sleep(RAMP.toNanos());
        finance.calls();
        TimeUnit.NANOSECONDS.sleep(span.toNanos());
        var calls = finance.calls();
        hub.pause("finance");
        settled();
        return calls;
    }

    /** When the last claim of it began, in microseconds of the epoch. */
    long lastClaim() {
        return jdbc.sql(
                        "select (extract(epoch from max(started_at)) * 1e6)::bigint from attempt where connector = 'finance'")
                .query(Long.class)
                .single();
    }

    /** Leaves nothing waiting, and the lane open. */
    void drain() throws Exception {
        hub.resume("finance");
        while (waiting() > 0) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
        settled();
    }

    /** What is under way ends, and is written down. */
    void settled() throws InterruptedException {
        while (jdbc.sql("select exists (select from delivery where connector = 'finance' and state = 'SENDING')"
                        + " or exists (select from event where position is null)")
                .query(Boolean.class)
                .single()) {
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
    }

    /** Whether all that was sent arrived at the first attempt. */
    boolean isTrue() {
        return jdbc.sql("""
                        select not exists (select from delivery where connector = 'finance'
                                           and (failures > 0 or state not in ('PENDING', 'DELIVERED')))
                        """).query(Boolean.class).single();
    }

    static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    private interface Busy {
        void run() throws Exception;
    }
}
