package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.model.Dossier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What engineers do by hand. Each act is written down with who and why, in the transaction that does it, or not done. */
public final class Acts {

    /**
     * Who acts, and why.
     *
     * @param actor the client or person of the token
     */
    public record Because(Authority authority, String actor, String reason, Instant at) {}

    /** A replayed delivery past its deadline has this long before it is parked again. */
    private static final Duration NEW_DEADLINE = Duration.ofDays(3);

    private final JdbcClient jdbc;
    private final RoundTrips trips;
    private final TransactionTemplate transactions;
    private final Settlement settlement;
    private final Lanes lanes;
    private final SealedRows sealed;
    private final WorkSignal signal;

    Acts(
            JdbcClient jdbc,
            RoundTrips trips,
            TransactionTemplate transactions,
            Settlement settlement,
            Lanes lanes,
            SealedRows sealed,
            WorkSignal signal) {
        this.jdbc = jdbc;
        this.trips = trips;
        this.transactions = transactions;
        this.settlement = settlement;
        this.lanes = lanes;
        this.sealed = sealed;
        this.signal = signal;
    }

    /** Stops a lane until it is resumed; calls under way come to their end. False when it is paused already. */
    public boolean pause(ConnectorId lane, Because because) {
        return act("pause", lane.value(), owner(lane), because, () -> update("""
                        update lane set state = 'PAUSED', since = :now, cause = 'paused', probe_at = null
                        where authority_id = :authority and connector = :connector and state <> 'PAUSED'
                        """, lane, because));
    }

    /** Opens a paused or tripped lane; what waits on it is due at once. False when it runs. */
    public boolean resume(ConnectorId lane, Because because) {
        boolean resumed = act("resume", lane.value(), owner(lane), because, () -> open(lane, because));
        if (resumed) {
            signal.raise(lane);
        }
        return resumed;
    }

    private boolean open(ConnectorId lane, Because because) {
        boolean opened = update("""
                        update lane set state = 'RUNNING', since = :now, cause = null, recent = '', trips = 0, probe_at = null
                        where authority_id = :authority and connector = :connector and state <> 'RUNNING'
                        """, lane, because);
        if (opened) {
            lanes.hurry(because.authority(), lane, because.at());
        }
        return opened;
    }

    private boolean update(String sql, ConnectorId lane, Because because) {
        return jdbc.sql(sql)
                        .param("authority", because.authority().id())
                        .param("connector", lane.value())
                        .param("now", Sql.at(because.at()))
                        .update()
                == 1;
    }

    /**
     * Sends a parked delivery again, with the dossier as it was accepted; one that waits for its next attempt is due now.
     *
     * @param notApplied whether the back-office itself says that it was not: else one that may have been is asked after first,
     *     and one that can't be asked after stays where it is
     * @return false when it is in neither state, or somebody was quicker
     */
    public boolean replay(Operations.Row row, boolean notApplied, Because because) {
        if (prospect(row, notApplied).isEmpty()) {
            return false;
        }
        boolean doubted = row.doubted() && !notApplied;
        return act("replay", row, because, () -> switch (row.state()) {
            case PARKED -> settlement.replay(row.item(), row.state(), doubted) && extend(row, because);
            case PENDING -> hurry(row, because);
            default -> false;
        });
    }

    /** The state a replay would bring it to, as things are; empty where it would be refused. */
    public Optional<DeliveryState> prospect(Operations.Row row, boolean notApplied) {
        boolean doubted = row.doubted() && !notApplied;
        boolean canBeAsked = row.cause() == null || !row.cause().endsWith(Resolution.NO_LOOKUP);
        return switch (row.state()) {
            case PENDING -> Optional.of(DeliveryState.PENDING);
            case PARKED ->
                doubted
                        ? Optional.of(DeliveryState.UNKNOWN).filter(asked -> canBeAsked)
                        : Optional.of(settlement.isBehind(row.item()) ? DeliveryState.WAITING : DeliveryState.PENDING);
            default -> Optional.empty();
        };
    }

    /**
     * Sends again what was delivered, since its system has lost it: restored from a backup, for example. Where the system can be asked,
     * it is asked first, and what it has still is not sent.
     *
     * @return false when it was not delivered, or somebody was quicker
     */
    public boolean force(Operations.Row row, Because because) {
        return act(
                "force",
                row,
                because,
                () -> row.state() == DeliveryState.DELIVERED
                        && settlement.replay(row.item(), row.state(), false)
                        && extend(row, because));
    }

    /**
     * Gives a parked delivery the dossier that the téléservice makes of its form today, and those of its submission that wait for their
     * first turn; it stays parked until it is replayed. What others were given stays with them.
     *
     * @param heldFor the code of what an agent is to see before it goes, if the téléservice wants that today
     * @return false when it is not parked, or may have been applied as it was
     */
    public boolean remap(Operations.Row row, Dossier anew, @Nullable String heldFor, Because because) {
        return act("remap", row, because, () -> settlement.remap(row.item(), anew, heldFor));
    }

    /** Writes down that somebody is about to learn that this submission is of the person he looks for. */
    public void search(Inquiries.Found submission, Because because) {
        act("search", submission.reference(), submission.id(), because, () -> true);
    }

    /** Writes down that somebody is about to see what a submission says of a person; nothing may be shown before. */
    public void reveal(Inquiries.Found submission, Because because) {
        act("reveal", submission.reference(), submission.id(), because, () -> true);
    }

    /** Puts a téléservice in force, or ends it; whatever the deed throws, nothing is written of it. */
    public void rule(String verb, String teleservice, Because because, Runnable deed) {
        act(verb, teleservice, UUID.nameUUIDFromBytes(teleservice.getBytes(StandardCharsets.UTF_8)), because, () -> {
            deed.run();
            return true;
        });
    }

    private boolean extend(Operations.Row row, Because because) {
        return jdbc.sql("""
                        update delivery set deadline_at = greatest(deadline_at, :later)
                        where id = :id and attempt = :attempt
                        """)
                        .param("id", row.item().deliveryId())
                        .param("attempt", row.item().attempt())
                        .param("later", Sql.at(because.at().plus(NEW_DEADLINE)))
                        .update()
                == 1;
    }

    private boolean hurry(Operations.Row row, Because because) {
        return jdbc.sql("""
                        update delivery set due_at = :now, emitted_at = null
                        where id = :id and attempt = :attempt and state = 'PENDING' and due_at > :now
                        """)
                        .param("id", row.item().deliveryId())
                        .param("attempt", row.item().attempt())
                        .param("now", Sql.at(because.at()))
                        .update()
                == 1;
    }

    /** Gives a delivery up; what waits behind it goes on. False when it is under way, at its end, or somebody was quicker. */
    public boolean skip(Operations.Row row, Because because) {
        return act("skip", row, because, () -> switch (row.state()) {
            case WAITING, PENDING, UNKNOWN, PARKED -> settlement.settle(row.item(), row.state(), Resolution.skipped());
            default -> false;
        });
    }

    /** Writes down what the back-office itself says became of it. False when it is not in doubt, or somebody was quicker. */
    public boolean resolve(Operations.Row row, boolean applied, @Nullable String targetReference, Because because) {
        var resolution = applied ? Resolution.foundDelivered(targetReference) : Resolution.declined("resolved");
        return act("resolve", row, because, () -> switch (row.state()) {
            case UNKNOWN, PARKED -> settlement.settle(row.item(), row.state(), resolution);
            default -> false;
        });
    }

    /** What is said of a lane is nobody's, but sealed alike: an engineer may name somebody. */
    static UUID owner(ConnectorId lane) {
        return UUID.nameUUIDFromBytes(lane.value().getBytes(StandardCharsets.UTF_8));
    }

    boolean act(String verb, Operations.Row row, Because because, BooleanSupplier deed) {
        var item = row.item();
        return act(verb, item.key().value(), item.submissionPublicId(), because, deed);
    }

    private boolean act(String verb, String subject, UUID owner, Because because, BooleanSupplier deed) {
        var reason = sealed.seal(
                because.authority(), owner, Vault.Kind.REASON, because.reason().getBytes(StandardCharsets.UTF_8));
        return transactions.execute(status -> {
            boolean done = deed.getAsBoolean();
            if (done) {
                write(verb, subject, because, trips.run(SealedRows.inserting(reason)));
            } else {
                status.setRollbackOnly();
            }
            return done;
        });
    }

    private void write(String verb, String subject, Because because, long reasonId) {
        jdbc.sql("""
                        insert into act (authority_id, at, actor, verb, subject, reason_id)
                        values (:authority, :at, :actor, :verb, :subject, :reason)
                        """)
                .param("authority", because.authority().id())
                .param("at", Sql.at(because.at()))
                .param("actor", because.actor())
                .param("verb", verb)
                .param("subject", subject)
                .param("reason", reasonId)
                .update();
    }
}
