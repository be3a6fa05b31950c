package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.relais.connectors.ConnectorId;
import fr.relais.routes.postgres.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class BacklogIT {

    private static final Logger LOG = LoggerFactory.getLogger(BacklogIT.class);
    private static final ConnectorId FINANCE = new ConnectorId("finance");
    private static final Instant NOW = Instant.parse("2026-01-15T09:00:00Z");
    private static final long SOME = 500;

    @Test
    void feedsAMillionPendingByTheSamePlanAsAThousand() {
        try (var database = TestPostgres.database()) {
            var jdbc = JdbcClient.create(database.dataSource());
            var transactions = new TransactionTemplate(new DataSourceTransactionManager(database.dataSource()));
            var outbox = new Outbox(jdbc, transactions);
            pending(jdbc, 1, 1_000);
            measure(jdbc, outbox, 1_000);
            claimOne(jdbc, transactions, 1_000);
            pending(jdbc, 1_001, 1_000_000);
            measure(jdbc, outbox, 1_000_000);
            claimOne(jdbc, transactions, 1_000_000);
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
        assertThat(plan).contains("Index Scan using delivery_to_feed").doesNotContain("Seq Scan", "Sort");
        long before = System.nanoTime();
        var taken = outbox.take(Authority.DEFAULT, FINANCE, 50, Duration.ofSeconds(30), NOW);
        var took = Duration.ofNanos(System.nanoTime() - before);
        assertThat(taken.orElseThrow()).hasSize(50);
        outbox.recall(Authority.DEFAULT, FINANCE);
        LOG.info("{} pending: 50 handed out in {} ms\n{}", waiting, took.toMillis(), plan);
    }

    /** PostgreSQL's own count of scans tells about the very statement hubs claim with. */
    private static void claimOne(JdbcClient jdbc, TransactionTemplate transactions, int waiting) {
        transactions.executeWithoutResult(status -> {
            status.setRollbackOnly();
            long scans = wholeScans(jdbc);
            long before = System.nanoTime();
            var claimed = new Deliveries(jdbc).claim(Authority.DEFAULT, FINANCE, SOME, Duration.ofSeconds(45), NOW);
            var took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(claimed).isPresent();
            assertThat(wholeScans(jdbc)).isEqualTo(scans);
            LOG.info("{} pending: one claimed in {} us", waiting, took.toNanos() / 1000);
        });
    }

    /** Of this session, since it last reported; it reports between transactions only. */
    private static long wholeScans(JdbcClient jdbc) {
        return jdbc.sql("select seq_scan from pg_stat_xact_user_tables where relname = 'delivery'")
                .query(Long.class)
                .single();
    }

    /** A hundred submissions own them all: only the delivery rows matter here. */
    private static void pending(JdbcClient jdbc, int from, int to) {
        jdbc.sql("""
                        insert into teleservice_bundle values (1, 'h', 'essai', '1', '', :now) on conflict do nothing
                        """).param("now", Sql.at(NOW)).update();
        jdbc.sql("""
                        insert into submission (authority_id, public_id, reference, portal, teleservice,
                            teleservice_version, bundle_hash, canal, person_key, dossier_schema, submitted_at, received_at,
                            updated_at, status, purge_after)
                        select 1, gen_random_uuid(), 'S' || n, 'p', 'essai', '1', 'h', 'portail', '', 1,
                            :now, :now, :now, 'RECEIVED', :now
                        from generate_series(1, 100) n on conflict do nothing
                        """).param("now", Sql.at(NOW)).update();
        jdbc.sql("""
                        insert into delivery (authority_id, submission_id, ordinal, connector, operation, if_unknown, state,
                            since, due_at, order_key, order_seq, deadline_at)
                        select 1, s.id, n / 100, 'finance', 'op' || n, 'DECLINE', 'PENDING', :now,
                            cast(:now as timestamptz) - make_interval(secs => n), decode(md5(cast(n as text)), 'hex'), n, :now
                        from generate_series(:from, :to) n
                        join submission s on s.reference = 'S' || (n % 100 + 1)
                        """)
                .param("now", Sql.at(NOW))
                .param("from", from)
                .param("to", to)
                .update();
    }
}
