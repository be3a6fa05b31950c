package fr.relais.routes.ledger;

import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Openings;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who opened what was handed over as a claim check only, and when. Each opening and reading is written down before it happens. */
public final class ClaimChecks implements Openings {

    private static final String OPEN = "open";
    private static final String READ = "read";

    /**
     * An opening.
     *
     * @param agent the account
     */
    public record Opening(Instant at, String agent) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Settlement settlement;

    ClaimChecks(JdbcClient jdbc, TransactionTemplate transactions, Settlement settlement) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settlement = settlement;
    }

    @Override
    public Optional<Instant> opened(DeliveryKey key) {
        return first(key).map(Opening::at);
    }

    /** The first opening, which is the one that counts. */
    public Optional<Opening> first(DeliveryKey key) {
        return jdbc.sql("""
                        select at, actor from act
                        where authority_id in (select id from authority) and subject = :key and verb = :verb order by id limit 1
                        """)
                .param("key", key.value())
                .param("verb", OPEN)
                .query((row, number) -> new Opening(Sql.instant(row, "at"), row.getString("actor")))
                .optional();
    }

    /** Opens it: with that, it is delivered. One that is being sent at this moment is found opened by the look-up that follows. */
    void open(Operations.Row row, String agent, Instant now) {
        transactions.executeWithoutResult(status -> {
            write(row, OPEN, agent, now);
            switch (row.state()) {
                case PENDING, UNKNOWN, PARKED ->
                    settlement.settle(
                            row.item(),
                            row.state(),
                            Resolution.delivered(row.item().key().asWord()));
                default -> {}
            }
        });
    }

    public void read(Operations.Row row, String agent, Instant now) {
        write(row, READ, agent, now);
    }

    private void write(Operations.Row row, String verb, String agent, Instant now) {
        jdbc.sql("""
                        insert into act (authority_id, at, actor, verb, subject)
                        values (:authority, :at, :agent, :verb, :subject)
                        """)
                .param("authority", row.item().authority().id())
                .param("at", Sql.at(now))
                .param("agent", agent)
                .param("verb", verb)
                .param("subject", row.item().key().value())
                .update();
    }
}
