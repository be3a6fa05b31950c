package fr.relais.routes.ledger;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything the ledger must keep of a submission found good; nothing about it is decided later.
 *
 * @param body the body as posted, canonical form
 * @param personKey keyed hash of the usager's identity
 * @param alertAt when operations are told of what is still open
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
        List<NewDelivery> deliveries) {

    /** One operation on one back-office. */
    public record NewDelivery(ConnectorId connector, String operation, IfUnknown ifUnknown, byte[] orderKey) {}

    @Override
    public String toString() {
        return "NewSubmission[" + key.teleservice() + "]";
    }
}
