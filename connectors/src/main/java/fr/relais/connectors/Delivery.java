package fr.relais.connectors;

import fr.relais.mappings.model.Demarche;
import fr.relais.mappings.model.Dossier;
import java.util.List;

/**
 * One operation for one back-office, claimed and to be attempted now.
 *
 * @param attachments what was joined and is meant for this target
 * @param mayCreate whether a person the system does not know may be created there, by an operation that can
 * @param attempt 1 for the first; from the second on, an earlier one may have reached the target
 * @param lease until when this attempt may still change anything
 */
public record Delivery(
        DeliveryKey key,
        String operation,
        Dossier dossier,
        List<Attachment> attachments,
        boolean mayCreate,
        int attempt,
        Lease lease) {

    public Delivery {
        attachments = List.copyOf(attachments);
    }

    /** Whether the target may know the key already. */
    public boolean mayHaveBeenSent() {
        return attempt > 1;
    }

    /**
     * What the usager asks for, as the operation needs it.
     *
     * @throws UnfitDossier when it is something else
     */
    public <D extends Demarche> D demarche(Class<D> kind) {
        var demarche = dossier.demarche();
        if (!kind.isInstance(demarche)) {
            throw new UnfitDossier(
                    operation + " is no operation for a " + demarche.getClass().getSimpleName());
        }
        return kind.cast(demarche);
    }

    @Override
    public String toString() {
        return "Delivery[" + key + ", " + operation + ", attempt " + attempt + "]";
    }
}
