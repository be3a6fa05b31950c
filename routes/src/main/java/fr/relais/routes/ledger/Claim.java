package fr.relais.routes.ledger;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.DeliveryKey;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.routes.channels.Marked;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to make one attempt at a delivery, until its lease ends.
 *
 * @param dossier as much of it as the target receives
 * @param attachments what was joined and is meant for the target
 * @param trial whether it may reach a simulator only
 * @param failures attempts that failed before
 * @param slotIn how long to wait before the call may start, by the lane's pace
 * @param expiresAtNanos the lease's end on this machine's monotonic clock, on the safe side of the database's
 */
public record Claim(
        Item item,
        String operation,
        IfUnknown ifUnknown,
        Dossier dossier,
        List<Attachment> attachments,
        boolean trial,
        int failures,
        Duration slotIn,
        long expiresAtNanos) {

    /**
     * What identifies an attempt at a delivery.
     *
     * @param attempt the fence: an outcome is taken only under the number it was claimed with
     * @param traceparent the hop its submission was accepted in (W3C Trace Context), if that was traced
     */
    public record Item(
            Authority authority,
            ConnectorId connector,
            long deliveryId,
            long submissionId,
            UUID submissionPublicId,
            DeliveryKey key,
            byte[] orderKey,
            int attempt,
            @Nullable String traceparent) {

        /** What logs and traces say of that work on it. */
        public Marked marked(String route) {
            return new Marked(submissionPublicId, connector.value(), route, traceparent);
        }

        @Override
        public String toString() {
            return key + " attempt " + attempt;
        }
    }
}
