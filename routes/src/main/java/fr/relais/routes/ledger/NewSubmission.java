package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything the ledger must keep of a submission found good; nothing about it is decided later.
 *
 * @param body the body as posted, canonical form
 * @param personKey keyed hash of the usager's identity
 * @param alertAt when operations are told of what is still open
 * @param proofs those it uses up
 * @param deadline when what is still open is parked
 */
public record NewSubmission(
        IdempotencyKey key,
        @Nullable String portalReference,
        String teleserviceVersion,
        String bundleHash,
        String canal,
        byte[] personKey,
        Instant submittedAt,
        Instant receivedAt,
        Instant alertAt,
        Instant deadline,
        Instant purgeAfter,
        byte[] body,
        Dossier dossier,
        List<Claimed> attachments,
        List<UUID> proofs,
        List<NewDelivery> deliveries) {

    /** An attachment it claims, by its public id. */
    public record Claimed(String id, String type) {}

    /**
     * One operation on one back-office.
     *
     * @param receives the parts of the dossier it is given
     * @param attachments the types of attachment it is given
     * @param waits what must have happened before
     * @param heldFor why an agent must look before it is sent
     * @param decides whether the system's decision is awaited
     * @param trial whether it may reach a simulator only
     * @param weight its téléservice's share of a lane
     */
    public record NewDelivery(
            ConnectorId connector,
            String operation,
            IfUnknown ifUnknown,
            byte[] orderKey,
            List<String> receives,
            List<String> attachments,
            @Nullable Wait waits,
            @Nullable String heldFor,
            boolean decides,
            boolean trial,
            int weight) {

        /** One that may go at once, for which nothing is to be decided. */
        public NewDelivery(
                ConnectorId connector, String operation, IfUnknown ifUnknown, byte[] orderKey, List<String> receives) {
            this(connector, operation, ifUnknown, orderKey, receives, List.of(), null, null, false, false, 1);
        }
    }

    /**
     * What a delivery waits for.
     *
     * @param ordinal of the delivery it follows
     * @param onDecision whether a decision in favour must have been made too
     */
    public record Wait(int ordinal, boolean onDecision) {}

    @Override
    public String toString() {
        return "NewSubmission[" + key.teleservice() + "]";
    }
}
