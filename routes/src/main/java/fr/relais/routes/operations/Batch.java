package fr.relais.routes.operations;

import fr.relais.connectors.UnfitDossier;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Resolution;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Many deliveries, a page at a time, and what each would send. */
@Component
public final class Batch {

    static final Wording QUICKER = new Wording(
            "Quelqu'un a été plus rapide, ou son état a changé entre-temps.",
            "Somebody was quicker, or its state has changed meanwhile.");
    static final Wording GONE = new Wording(
            "Ses données sont effacées, ou son système n'est plus branché.",
            "Its data are erased, or its system is no longer connected.");

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);
    private static final int PAGE = 100;

    private static final Wording TO_VERIFY = new Wording(
            "Un agent doit la vérifier d'abord : rejouez-la seule, ou nommez sa cause.",
            "Somebody must check it first: replay it alone, or name its cause.");
    private static final Wording UNFIT = new Wording(
            "Sa traduction échoue encore : le journal du Relais en dit plus.",
            "Its translation still fails: the hub's log says more.");

    private final Operations operations;
    private final LaneRegistry lanes;
    private final Desk desk;

    Batch(Operations operations, LaneRegistry lanes, Desk desk) {
        this.operations = operations;
        this.lanes = lanes;
        this.desk = desk;
    }

    /**
     * Which deliveries are asked for, and in which language.
     *
     * @param after where an earlier page ended; 0 for the first
     */
    public record Page(Authority authority, Operations.Selection chosen, long after, Locale language) {}

    /** A page of them, oldest first, and what {@code each} came to. */
    OpsDocuments.Replay page(Page page, boolean dryRun, Function<Operations.Row, OpsDocuments.Replayed> each) {
        var rows = operations.deliveries(page.authority(), page.chosen(), page.after(), PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new OpsDocuments.Replay(
                dryRun,
                shown.stream()
                        .map(row -> isKeptBack(row, page.chosen())
                                ? stays(row, TO_VERIFY.in(page.language()))
                                : done(row, each, page.language()))
                        .toList(),
                rows.size() > PAGE ? String.valueOf(shown.getLast().item().deliveryId()) : null);
    }

    /** One that can't be read holds up none of the others. */
    private static OpsDocuments.Replayed done(
            Operations.Row row, Function<Operations.Row, OpsDocuments.Replayed> each, Locale language) {
        try {
            return each.apply(row);
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (RuntimeException unreadable) {
            LOG.warn("{} can't be read: {}", row.item(), Traces.of(unreadable));
            return stays(row, UNFIT.in(language));
        }
    }

    /** What an agent is to see before anything is applied does not go along with the rest of a lane. */
    private static boolean isKeptBack(Operations.Row row, Operations.Selection chosen) {
        return chosen.cause() == null && row.cause() != null && row.cause().startsWith(Resolution.TO_VERIFY);
    }

    /**
     * What would be sent of these contents, beside what was; where they suit the target no more than before, why.
     *
     * @param found what they are; empty once they are erased
     */
    OpsDocuments.Replayed rehearsed(
            Operations.Row row, DeliveryState becomes, Supplier<Optional<Ledger.Contents>> found, Locale language) {
        var lane = lanes.find(row.item().connector());
        String message;
        Mask mask;
        try {
            var contents = found.get();
            if (lane.isEmpty() || contents.isEmpty()) {
                return stays(row, GONE.in(language));
            }
            message = lane.get()
                    .connector()
                    .preview(contents.get().shown(row, row.item().attempt() + 1));
            mask = desk.mask(row, contents.get().dossier());
        } catch (DataAccessException | TransactionException away) {
            throw away;
        } catch (UnfitDossier unfit) { // names rules and elements, never a value
            return document(row, DeliveryState.PARKED, unfit.getMessage(), null, null);
        } catch (RuntimeException unfit) { // by contract: it would be parked again, whatever it is
            LOG.warn("{} can't be prepared: {}", row.item(), Traces.of(unfit));
            return document(row, DeliveryState.PARKED, UNFIT.in(language), null, null);
        }
        return document(
                row,
                becomes,
                null,
                mask.of(message),
                Difference.between(lastSent(row), message, mask).orElse(null));
    }

    private @Nullable String lastSent(Operations.Row row) {
        return operations.calls(row.item()).stream()
                .filter(call -> call.kind().equals("SEND") && call.request() != null)
                .reduce((first, second) -> second)
                .map(Operations.Call::request)
                .orElse(null);
    }

    static OpsDocuments.Replayed moved(Operations.Row row, @Nullable DeliveryState becomes) {
        return document(row, becomes, null, null, null);
    }

    static OpsDocuments.Replayed stays(Operations.Row row, String why) {
        return document(row, null, why, null, null);
    }

    private static OpsDocuments.Replayed document(
            Operations.Row row,
            @Nullable DeliveryState becomes,
            @Nullable String why,
            @Nullable String message,
            @Nullable List<OpsDocuments.Change> changes) {
        return new OpsDocuments.Replayed(
                row.item().key().asWord(),
                row.item().connector().value(),
                row.teleservice(),
                row.cause(),
                becomes == null ? null : becomes.name(),
                why,
                message,
                changes);
    }
}
