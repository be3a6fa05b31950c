package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.DeliveryKey;
import fr.relais.connectors.Ruling;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Requests that stay at the hub for a service without software, and what its agents do with them. Each act is written down. */
public final class Box {

    /** How far agents have come with a request. */
    public enum Stage {
        /** Nobody has it in hand. */
        NEW("""
                select d.id from delivery d
                where d.authority_id = :authority and d.connector = box.connector and d.state in ('UNKNOWN', 'DELIVERED')
                  and not exists (select from handling h where h.delivery_id = d.id)"""),
        TAKEN("""
                select h.delivery_id as id from handling h
                where h.authority_id = :authority and h.connector = box.connector and h.closed_at is null and not h.erased"""),
        CLOSED("""
                select h.delivery_id as id from handling h
                where h.authority_id = :authority and h.connector = box.connector and h.closed_at is not null and not h.erased""");

        /** Finds the numbers of a system's, each by an index of its own: a box may be long, and the hub's other deliveries are many. */
        private final String numbers;

        Stage(String numbers) {
            this.numbers = numbers;
        }
    }

    /**
     * A request in the box.
     *
     * @param number its place: later ones have higher numbers
     * @param decides whether a decision of the service is awaited
     * @param takenBy the account of the agent who has it in hand
     * @param asked how many documents are awaited of the citizen
     */
    public record Entry(
            long number,
            DeliveryKey key,
            String teleservice,
            Instant receivedAt,
            boolean decides,
            Ruling.@Nullable Outcome decision,
            @Nullable String takenBy,
            @Nullable Instant takenAt,
            @Nullable Instant closedAt,
            long asked) {

        public Stage stage() {
            return closedAt != null ? Stage.CLOSED : takenBy != null ? Stage.TAKEN : Stage.NEW;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RoundTrips trips;
    private final Events events;
    private final ClaimChecks checks;
    private final Acts acts;
    private final Settlement settlement;

    Box(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            RoundTrips trips,
            ClaimChecks checks,
            Acts acts,
            Settlement settlement) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.trips = trips;
        this.events = new Events(trips);
        this.checks = checks;
        this.acts = acts;
        this.settlement = settlement;
    }

    /** Those of a stage at these systems, the oldest first, behind the one of that number; what is erased is in no box. */
    public List<Entry> entries(
            Authority authority, Collection<ConnectorId> systems, Stage stage, long after, int limit) {
        return entries(
                authority,
                systems,
                "(select id from (%s) as found where id > :number order by id limit :limit)".formatted(stage.numbers),
                after,
                limit);
    }

    /** How many there are of each stage. */
    public Map<Stage, Long> counts(Authority authority, Collection<ConnectorId> systems) {
        var counts = new EnumMap<Stage, Long>(Stage.class);
        jdbc.sql("select "
                        + Arrays.stream(Stage.values())
                                .map(stage ->
                                        "(select count(*) from unnest(:systems) as box(connector) cross join lateral (%s) as found) as %s"
                                                .formatted(stage.numbers, stage.name()))
                                .collect(Collectors.joining(", ")))
                .param("authority", authority.id())
                .param("systems", names(systems))
                .query(row -> {
                    for (var stage : Stage.values()) {
                        counts.put(stage, row.getLong(stage.name()));
                    }
                });
        return counts;
    }

    /** One of them. */
    public Optional<Entry> find(Claim.Item item) {
        return entries(item.authority(), List.of(item.connector()), "(select :number as id)", item.deliveryId(), 1)
                .stream()
                .findFirst();
    }

    private List<Entry> entries(
            Authority authority, Collection<ConnectorId> systems, String numbers, long number, int limit) {
        return jdbc.sql("""
                        select d.id, d.ordinal, d.decides, d.decision, s.reference, s.teleservice, s.received_at,
                               h.taken_by, h.taken_at, h.closed_at,
                               (select count(*) from document_request r
                                where r.delivery_id = d.id and r.answered_at is null) as asked
                        from unnest(:systems) as box(connector) cross join lateral %s as numbers
                        join delivery d on d.id = numbers.id join submission s on s.id = d.submission_id
                        left join handling h on h.delivery_id = d.id
                        where d.authority_id = :authority and d.connector = box.connector
                          and d.state in ('UNKNOWN', 'DELIVERED') and s.purged_at is null
                        order by d.id limit :limit
                        """.formatted(numbers))
                .param("authority", authority.id())
                .param("systems", names(systems))
                .param("number", number)
                .param("limit", limit)
                .query((row, at) -> entry(row))
                .list();
    }

    private static String[] names(Collection<ConnectorId> systems) {
        return systems.stream().map(ConnectorId::value).toArray(String[]::new);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var decision = row.getString("decision");
        return new Entry(
                row.getLong("id"),
                DeliveryKey.of(row.getString("reference"), row.getInt("ordinal")),
                row.getString("teleservice"),
                Sql.instant(row, "received_at"),
                row.getBoolean("decides"),
                decision == null ? null : Ruling.Outcome.valueOf(decision),
                row.getString("taken_by"),
                Sql.instantOrNull(row, "taken_at"),
                Sql.instantOrNull(row, "closed_at"),
                row.getLong("asked"));
    }

    /** The types of attachment the service may be given of that request, and so may ask for. */
    public List<String> mayAskFor(Claim.Item item) {
        return jdbc.sql("select unnest(attachments) as type from delivery where id = :id order by type")
                .param("id", item.deliveryId())
                .query((row, number) -> row.getString("type"))
                .list();
    }

    /**
     * Takes it in hand: it is opened with that, if nobody did before, and so received.
     *
     * @param from who has it in hand as far as the agent knows; null where nobody has
     * @return false when somebody was quicker, or it is done with or erased
     */
    public boolean take(Operations.Row row, @Nullable String from, String agent, Instant now) {
        return transactions.execute(status -> {
            boolean taken = isKept(row)
                    && jdbc.sql("""
                                    insert into handling as h (delivery_id, authority_id, connector, taken_by, taken_at)
                                    values (:id, :authority, :connector, :agent, :now)
                                    on conflict (delivery_id) do update set taken_by = :agent, taken_at = :now
                                    where h.taken_by = :from and h.taken_by <> :agent and h.closed_at is null
                                    """)
                                    .param("id", row.item().deliveryId())
                                    .param("authority", row.item().authority().id())
                                    .param("connector", row.item().connector().value())
                                    .param("agent", agent)
                                    .param("from", from)
                                    .param("now", Sql.at(now))
                                    .update()
                            == 1;
            if (taken) {
                checks.open(row, agent, now);
                tell(row, EventKind.DELIVERY_TAKEN, null, now);
            }
            return taken;
        });
    }

    /** Asks the citizen for a document. False when it is asked for already, is none the service may be given, or the request is done with. */
    public boolean ask(Operations.Row row, String type, Acts.Because because) {
        return acts.act("ask", row, because, () -> {
            return isKept(row)
                    && inHand(row, because)
                    && mayAskFor(row.item()).contains(type)
                    && jdbc.sql("""
                                    insert into document_request (authority_id, submission_id, delivery_id, type, asked_at)
                                    values (:authority, :submission, :id, :type, :now) on conflict do nothing
                                    """)
                                    .param("authority", row.item().authority().id())
                                    .param("submission", row.item().submissionId())
                                    .param("id", row.item().deliveryId())
                                    .param("type", type)
                                    .param("now", Sql.at(because.at()))
                                    .update()
                            == 1
                    && told(row, EventKind.DOCUMENT_REQUESTED, type, because.at());
        });
    }

    /** Says what the service decided, which ends its work on it. False when none is awaited, or it had decided before. */
    public boolean decide(Operations.Row row, Ruling.Outcome outcome, Acts.Because because) {
        return acts.act(
                "decide",
                row,
                because,
                () -> isKept(row)
                        && inHand(row, because)
                        && settlement.decide(row.item(), new Ruling.Given(outcome, because.at()))
                        && closed(row, because.at()));
    }

    /** Is done with a request of which no decision is awaited. False when one is, or it is done with already. */
    public boolean close(Operations.Row row, Acts.Because because) {
        return acts.act(
                "close",
                row,
                because,
                () -> isKept(row)
                        && inHand(row, because)
                        && find(row.item()).filter(entry -> !entry.decides()).isPresent()
                        && closed(row, because.at()));
    }

    /** Locks its submission, so that nobody takes it over or erases it meanwhile. */
    private boolean isKept(Operations.Row row) {
        return trips.run(Submissions.locking(row.item().submissionId())).kept();
    }

    /** Of that agent: who wants to act upon what another has in hand takes it over first. */
    private boolean inHand(Operations.Row row, Acts.Because because) {
        return find(row.item())
                .filter(entry -> entry.stage() == Stage.TAKEN && because.actor().equals(entry.takenBy()))
                .isPresent();
    }

    private boolean closed(Operations.Row row, Instant now) {
        return jdbc.sql("update handling set closed_at = :now where delivery_id = :id and closed_at is null")
                        .param("id", row.item().deliveryId())
                        .param("now", Sql.at(now))
                        .update()
                == 1;
    }

    private boolean told(Operations.Row row, EventKind kind, @Nullable String code, Instant now) {
        tell(row, kind, code, now);
        return true;
    }

    private void tell(Operations.Row row, EventKind kind, @Nullable String code, Instant now) {
        events.tell(row.item().submissionId(), kind, row.item().connector(), code, now);
    }
}
