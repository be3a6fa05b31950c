package fr.relais.routes.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery after an attempt or a look-up.
 *
 * @param cause a short code; absent where all is well
 * @param dueAt when to look at it again; absent where nobody will
 * @param failed whether it counts as a failed attempt
 */
public record Resolution(
        DeliveryState state,
        EventKind event,
        @Nullable String cause,
        @Nullable String targetReference,
        @Nullable Instant dueAt,
        boolean failed) {

    /** The target applied one key twice. */
    public static final String DUPLICATED = "duplicated";

    /** What a cause begins with when the téléservice wants an agent to look before anything is applied. */
    public static final String TO_VERIFY = "verifier-";

    /** Each hub that took it up ended; it was asked after, and not applied. */
    public static final String LEFT_BEHIND = "left-behind";

    /** What it waited for can't come any more. */
    public static final String CONDITION = "condition";

    /** What a cause ends in when the target can't be asked. */
    public static final String NO_LOOKUP = "-no-lookup";

    public static Resolution delivered(String reference) {
        return new Resolution(DeliveryState.DELIVERED, EventKind.DELIVERY_DELIVERED, null, reference, null, false);
    }

    public static Resolution declined(String code) {
        return new Resolution(DeliveryState.DECLINED, EventKind.DELIVERY_DECLINED, code, null, null, false);
    }

    public static Resolution notConcerned() {
        return new Resolution(DeliveryState.NOT_CONCERNED, EventKind.DELIVERY_NOT_CONCERNED, null, null, null, false);
    }

    public static Resolution parked(String cause) {
        return new Resolution(DeliveryState.PARKED, EventKind.DELIVERY_PARKED, cause, null, null, true);
    }

    /** Nothing was applied; again at that time. Portals hear of the first failure only. */
    public static Resolution again(String cause, Instant dueAt, boolean first) {
        var event = first ? EventKind.DELIVERY_DELAYED : EventKind.DELIVERY_FAILED;
        return new Resolution(DeliveryState.PENDING, event, cause, null, dueAt, true);
    }

    /** Sending again is harmless: the target knows our key, or two look-ups far enough apart found nothing. */
    public static Resolution maySendAgain(Instant now) {
        return new Resolution(DeliveryState.PENDING, EventKind.DELIVERY_UNSETTLED, "sent-again", null, now, false);
    }

    /** An engineer sends it again: at once, in its turn, or once it is sure that it was not applied. */
    public static Resolution replayed(DeliveryState to, Instant now) {
        return new Resolution(to, EventKind.DELIVERY_REPLAYED, "replayed", null, now, false);
    }

    /** An engineer gives it up. */
    public static Resolution skipped() {
        return new Resolution(DeliveryState.SKIPPED, EventKind.DELIVERY_SKIPPED, "skipped", null, null, false);
    }

    /** What it waited for can't come any more. */
    static Resolution pointless() {
        return new Resolution(DeliveryState.SKIPPED, EventKind.DELIVERY_SKIPPED, CONDITION, null, null, false);
    }

    /** An engineer knows, from the back-office itself, that it was applied. */
    public static Resolution foundDelivered(@Nullable String reference) {
        return new Resolution(
                DeliveryState.DELIVERED, EventKind.DELIVERY_DELIVERED, "resolved", reference, null, false);
    }

    /** It may have been applied; the first look-up is due at that time. */
    public static Resolution unknown(String cause, Instant lookUpAt) {
        return new Resolution(DeliveryState.UNKNOWN, EventKind.DELIVERY_UNCERTAIN, cause, null, lookUpAt, true);
    }
}
