package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.translation.Remapping;
import fr.relais.routes.translation.Remapping.Outcome.Anew;
import fr.relais.routes.translation.Remapping.Outcome.Not;
import java.util.Locale;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Makes the dossiers of parked deliveries anew from their forms, once a mapping is corrected; sends nothing. */
@Component
public final class Remaps {

    private static final Wording STAYS = new Wording(
            "Seule une transmission mise de côté, et dont rien n'a pu être appliqué, reçoit un autre dossier.",
            "Only a delivery that is parked, and of which nothing can have been applied, is given another dossier.");

    private final Operations operations;
    private final Acts acts;
    private final Ledger ledger;
    private final Remapping remapping;
    private final Batch batch;

    Remaps(Operations operations, Acts acts, Ledger ledger, Remapping remapping, Batch batch) {
        this.operations = operations;
        this.acts = acts;
        this.ledger = ledger;
        this.remapping = remapping;
        this.batch = batch;
    }

    /** Changes nothing; shows what a replay would send afterwards. */
    public OpsDocuments.Replay rehearse(Batch.Page page) {
        var language = page.language();
        return batch.page(
                page,
                true,
                row -> anew(
                        row,
                        language,
                        anew -> batch.rehearsed(
                                row,
                                DeliveryState.PARKED,
                                () -> ledger.contents(row.item(), anew.dossier()),
                                language)));
    }

    /** Each is an act of its own, written down under the one reason. */
    public OpsDocuments.Replay remap(Batch.Page page, Acts.Because because) {
        var language = page.language();
        return batch.page(
                page,
                false,
                row -> anew(
                        row,
                        language,
                        anew -> acts.remap(row, anew.dossier(), anew.heldFor(), because)
                                ? Batch.moved(row, DeliveryState.PARKED)
                                : Batch.stays(row, Batch.QUICKER.in(language))));
    }

    private OpsDocuments.Replayed anew(
            Operations.Row row, Locale language, Function<Anew, OpsDocuments.Replayed> then) {
        if (row.state() != DeliveryState.PARKED || row.doubted()) {
            return Batch.stays(row, STAYS.in(language));
        }
        var posted = operations.posted(row.item());
        if (posted.isEmpty()) {
            return Batch.stays(row, Batch.GONE.in(language));
        }
        return switch (remapping.of(posted.get())) {
            case Anew anew -> then.apply(anew);
            case Not(var why) -> Batch.stays(row, why.in(language));
        };
    }
}
