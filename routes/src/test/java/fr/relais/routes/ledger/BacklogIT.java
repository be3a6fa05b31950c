package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.LaneSettings;
import fr.relais.routes.postgres.TestPostgres;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BacklogIT {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogIT.class);
    private static final ConnectorId FINANCE = new ConnectorId("finance");
    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
    private static final long SOME = 500;

    /** A claim reads its submission's other deliveries, and here some own nearly a thousand. */
    private static final long FEW_ROWS = 1_000;

    private static final LaneSettings LANE = new LaneSettings(
            "Essai", 1_000, 1_000, Duration.ofSeconds(45), Duration.ofSeconds(30), Duration.ofSeconds(90));

    @Test
    void feedsAndClaimsFromAMillionPendingAsFromAThousand() {
        try (var database = TestPostgres.database()) {
            var jdbc = JdbcClient.create(database.dataSource());
            var transactions = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
            var outbox = new Outbox(jdbc, transactions);
            new Lanes(jdbc, transactions).ensure(Authority.DEFAULT, FINANCE, NOW);
            pending(jdbc, 1, 1_000);
            measure(jdbc, outbox, 1_000);
            claimOne(jdbc, transactions, 1_000);
            var some = cycle(jdbc, transactions, outbox, 1_000);
            pending(jdbc, 1_001, 1_000_000);
            measure(jdbc, outbox, 1_000_000);
            claimOne(jdbc, transactions, 1_000_000);
            var many = cycle(jdbc, transactions, outbox, 1_000_000);
            assertThat(many.used()).isLessThan(2 * some.used());
            assertThat(many.allocated()).isLessThan(2 * some.allocated());
        }
    }

    private static void measure(JdbcClient jdbc, Outbox outbox, int waiting) {
        jdbc.sql("vacuum analyze delivery").update();
        var plan = String.join(
                "\n",
                jdbc.sql("explain (analyze, costs off) " + Outbox.NEXT)
                        .param("authority", 1)
                        .param("connector", FINANCE.value())
                        .param("now", Sql.at(NOW))
                        .param("lost", Sql.at(NOW.minusSeconds(30)))
                        .param("room", 50)
                        .query(String.class)
                        .list());
        assertThat(plan).contains("Index Scan using delivery_to_feed").doesNotContain("Seq Scan on delivery");
        long before = System.nanoTime();
        var taken = outbox.take(Authority.DEFAULT, FINANCE, LaneState.RUNNING, 50, Duration.ofSeconds(30), NOW);
        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(taken.orElseThrow()).hasSize(50);
        outbox.recall(Authority.DEFAULT, FINANCE);
        LOG.info("{} pending: 50 handed out in {} ms\n{}", waiting, took.toMillis(), plan);
    }

    /** What PostgreSQL itself counts tells how it finds what hubs claim. */
    private static void claimOne(JdbcClient jdbc, TransactionTemplate transactions, int waiting) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            long scans = counted(jdbc, "seq_scan");
            long rows = counted(jdbc, "idx_tup_fetch");
            long before = System.nanoTime();
            var turn = turns(jdbc, transactions).next(Authority.DEFAULT, FINANCE, SOME, LANE, LaneState.RUNNING);
            var took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(turn).isInstanceOf(Turns.Turn.Taken.class);
            assertThat(counted(jdbc, "seq_scan")).isEqualTo(scans);
            assertThat(counted(jdbc, "idx_tup_fetch") - rows).isLessThan(FEW_ROWS);
            LOG.info("{} pending: one claimed in {} us", waiting, took.toNanos() / 1000);
        });
    }

    private static Turns turns(JdbcClient jdbc, TransactionTemplate transactions) {
        return new Turns(
                jdbc,
                new RoundTrips(new JdbcTemplate(
                        ((DataSourceTransactionManager) transactions.getTransactionManager()).getDataSource())),
                new Deliveries(jdbc),
                new Attempts(jdbc, "essai"),
                transactions,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** Hands out what a lane takes at once and claims all of it, as a hub does all day, holding on to what it got. */
    private static Heap cycle(JdbcClient jdbc, TransactionTemplate transactions, Outbox outbox, int waiting) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        var due = outbox.take(Authority.DEFAULT, FINANCE, LaneState.RUNNING, 200, Duration.ofSeconds(30), NOW)
                .orElseThrow();
        var held = transactions.execute(status -> {
            status.setRollbackOnly();
            var turns = turns(jdbc, transactions);
            return due.stream()
                    .map(id -> turns.take(Authority.DEFAULT, FINANCE, id, LANE, LaneState.RUNNING, NOW))
                    .toList();
        });
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        outbox.recall(Authority.DEFAULT, FINANCE);
        System.gc();
        var heap = new Heap(
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), allocated);
        assertThat(held).hasSize(200).allMatch(take -> take.verdict() == Turns.Verdict.TAKEN);
        LOG.info(
                "{} pending: 200 handed out and claimed with {} KiB allocated, {} KiB of heap in use",
                waiting,
                heap.allocated() / 1024,
                heap.used() / 1024);
        return heap;
    }

    private record Heap(long used, long allocated) {}

    /** Of this session and table, since it last reported; it reports between transactions only. */
    private static long counted(JdbcClient jdbc, String what) {
        return jdbc.sql("select " + what + " from pg_stat_xact_user_tables where relname = 'delivery'")
                .query(Long.class)
                .single();
    }

    /** Some submissions own them all: only the delivery rows matter here. */
    private static void pending(JdbcClient jdbc, int from, int to) {
        jdbc.sql("""
                        insert into teleservice_bundle values (1, 'h', 'essai', '1', '', :now) on conflict do nothing
                        """).param("now", Sql.at(NOW)).update();
        jdbc.sql("""
                        insert into submission (authority_id, public_id, reference, portal, teleservice,
                            teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                            updated_at, status, purge_after, key_hmac)
                        select 1, gen_random_uuid(), 'S' || n, 'p', 'essai', '1', 'h', 'portail', '', 1,
                            :now, :now, :now, 'RECEIVED', :now, ''
                        from generate_series(1, 1100) n on conflict do nothing
                        """).param("now", Sql.at(NOW)).update();
        jdbc.sql("""
                        insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state,
                            since, due_at, order_key, order_seq, deadline_at, teleservice)
                        select 1, s.id, n / 1100 + 1, 'finance', 'op' || n, 'DECLINE', 'PENDING', :now,
                            cast(:now as timestamptz) - make_interval(secs => n), decode(md5(cast(n as text)), 'hex'), n, :now, case n % 100 when 0 then 'rare' else 'essai' end
                        from generate_series(:from, :to) n
                        join submission s on s.reference = 'S' || (n % 1100 + 1)
                        """)
                .param("now", Sql.at(NOW))
                .param("from", from)
                .param("to", to)
                .update();
    }
}
