package fr.relais.connectors;

import fr.relais.mappings.model.Dossier;

/**
 * One operation for one back-office, claimed and to be attempted now.
 *
 * @param attempt 1 for the first; from the second on, an earlier one may have reached the target
 * @param lease until when this attempt may still change anything
 */
public record Delivery(DeliveryKey key, String operation, Dossier dossier, int attempt, Lease lease) {

    /** Whether the target may know the key already. */
    public boolean mayHaveBeenSent() {
        return attempt > 1;
    }

    @Override
    public String toString() {
        return "Delivery[" + key + ", " + operation + ", attempt " + attempt + "]";
    }
}
