package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Sends a set of deliveries again, oldest first; or says beforehand what that would send. */
@Component
public final class Replays {

    private static final Wording STAYS = new Wording(
            "Dans son état présent, elle ne peut être rejouée.", "In its present state it can't be replayed.");

    private final Operations operations;
    private final Acts acts;
    private final Ledger ledger;
    private final Batch batch;

    Replays(Operations operations, Acts acts, Ledger ledger, Batch batch) {
        this.operations = operations;
        this.acts = acts;
        this.ledger = ledger;
        this.batch = batch;
    }

    /** Changes nothing. */
    public OpsDocuments.Replay rehearse(Batch.Page page, boolean notApplied) {
        return batch.page(page, true, row -> rehearsed(row, notApplied, page.language()));
    }

    /** Each is an act of its own, written down under the one reason; of two replays at once, one moves each. */
    public OpsDocuments.Replay replay(Batch.Page page, boolean notApplied, Acts.Because because) {
        return batch.page(page, false, row -> replayed(row, notApplied, because, page.language()));
    }

    private OpsDocuments.Replayed replayed(
            Operations.Row row, boolean notApplied, Acts.Because because, Locale language) {
        if (!acts.replay(row, notApplied, because)) {
            return Batch.stays(row, Batch.QUICKER.in(language));
        }
        var after = operations.delivery(because.authority(), row.item().key()).map(Operations.Row::state);
        return Batch.moved(row, after.orElse(null));
    }

    private OpsDocuments.Replayed rehearsed(Operations.Row row, boolean notApplied, Locale language) {
        var prospect = acts.prospect(row, notApplied);
        if (prospect.isEmpty()) {
            return Batch.stays(row, STAYS.in(language));
        }
        return batch.rehearsed(row, prospect.get(), () -> ledger.contents(row.item()), language);
    }
}
