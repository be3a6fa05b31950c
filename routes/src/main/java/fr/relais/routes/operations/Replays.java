package fr.relais.routes.operations;

import fr.relais.connectors.Delivery;
import fr.relais.connectors.UnfitDossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends a set of deliveries again, oldest first; or says beforehand what that would send. */
@Component
final class Replays {

    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final int PAGE = 100;

    private static final Wording STAYS = new Wording(
            "Dans son état présent, elle ne peut être rejouée.", "In its present state it can't be replayed.");
    private static final Wording QUICKER = new Wording(
            "Quelqu'un a été plus rapide, ou son état a changé entre-temps.",
            "Somebody was quicker, or its state has changed meanwhile.");
    private static final Wording GONE = new Wording(
            "Ses données sont effacées, ou son système n'est plus branché.",
            "Its data are erased, or its system is no longer connected.");
    private static final Wording TO_VERIFY = new Wording(
            "Un agent doit la vérifier d'abord : rejouez-la seule, ou nommez sa cause.",
            "Somebody must check it first: replay it alone, or name its cause.");
    private static final Wording UNFIT = new Wording(
            "Sa traduction échoue encore : le journal du Relais en dit plus.",
            "Its translation still fails: the hub's log says more.");

    private final Operations operations;
    private final Acts acts;
    private final Ledger ledger;
    private final LaneRegistry lanes;
    private final Desk desk;

    Replays(Operations operations, Acts acts, Ledger ledger, LaneRegistry lanes, Desk desk) {
        this.operations = operations;
        this.acts = acts;
        this.ledger = ledger;
        this.lanes = lanes;
        this.desk = desk;
    }

    /** Changes nothing. */
    OpsDocuments.Replay rehearse(
            Authority authority, Operations.Selection chosen, boolean notApplied, long after, Locale language) {
        return page(true, authority, chosen, after, language, row -> rehearsed(row, notApplied, language));
    }

    /** Each is an act of its own, written down under the one reason; of two replays at once, one moves each. */
    OpsDocuments.Replay replay(
            Acts.Because because, Operations.Selection chosen, boolean notApplied, long after, Locale language) {
        return page(
                false,
                because.authority(),
                chosen,
                after,
                language,
                row -> replayed(row, notApplied, because, language));
    }

    private OpsDocuments.Replay page(
            boolean dryRun,
            Authority authority,
            Operations.Selection chosen,
            long after,
            Locale language,
            Function<Operations.Row, OpsDocuments.Replayed> each) {
        var rows = operations.deliveries(authority, chosen, after, PAGE + 1);
        var shown = rows.subList(0, Math.min(PAGE, rows.size()));
        return new OpsDocuments.Replay(
                dryRun,
                shown.stream()
                        .map(row -> isKeptBack(row, chosen)
                                ? document(row, null, TO_VERIFY.in(language), null, null)
                                : each.apply(row))
                        .toList(),
                rows.size() > PAGE ? String.valueOf(shown.getLast().item().deliveryId()) : null);
    }

    /** What an agent is to see before anything is applied does not go along with the rest of a lane. */
    private static boolean isKeptBack(Operations.Row row, Operations.Selection chosen) {
        return chosen.cause() == null && row.cause() != null && row.cause().startsWith(Resolution.TO_VERIFY);
    }

    private OpsDocuments.Replayed replayed(
            Operations.Row row, boolean notApplied, Acts.Because because, Locale language) {
        if (!acts.replay(row, notApplied, because)) {
            return document(row, null, QUICKER.in(language), null, null);
        }
        var after = operations.delivery(because.authority(), row.item().key()).map(Operations.Row::state);
        return document(row, after.orElse(null), null, null, null);
    }

    private OpsDocuments.Replayed rehearsed(Operations.Row row, boolean notApplied, Locale language) {
        var prospect = acts.prospect(row, notApplied);
        if (prospect.isEmpty()) {
            return document(row, null, STAYS.in(language), null, null);
        }
        String message;
        try {
            var preview = preview(row);
            if (preview.isEmpty()) {
                return document(row, null, GONE.in(language), null, null);
            }
            message = preview.get();
        } catch (UnfitDossier unfit) { // names rules and elements, never a value
            return document(row, DeliveryState.PARKED, unfit.getMessage(), null, null);
        } catch (RuntimeException unfit) { // by contract: it would be parked again, whatever it is
            LOG.warn("{} can't be prepared: {}", row.item(), Traces.of(unfit));
            return document(row, DeliveryState.PARKED, UNFIT.in(language), null, null);
        }
        var mask = desk.mask(row);
        return document(
                row,
                prospect.get(),
                null,
                mask.of(message),
                Difference.between(lastSent(row), message, mask).orElse(null));
    }

    private Optional<String> preview(Operations.Row row) {
        return lanes.find(row.item().connector())
                .flatMap(lane -> ledger.contents(row.item())
                        .map(contents -> lane.connector()
                                .preview(new Delivery(
                                        row.item().key(),
                                        row.operation(),
                                        contents.dossier(),
                                        contents.attachments(),
                                        contents.ifUnknown() == IfUnknown.CREATE,
                                        row.item().attempt() + 1,
                                        () -> Duration.ZERO))));
    }

    private @Nullable String lastSent(Operations.Row row) {
        return operations.calls(row.item()).stream()
                .filter(call -> call.kind().equals("SEND") && call.request() != null)
                .reduce((first, second) -> second)
                .map(Operations.Call::request)
                .orElse(null);
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
