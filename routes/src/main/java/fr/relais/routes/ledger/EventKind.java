package fr.relais.routes.ledger;

/** What can happen to a submission, and who is told. */
public enum EventKind {
    SUBMISSION_RECEIVED("submission.received", Visibility.PORTAL),
    SUBMISSION_PURGED("submission.purged", Visibility.OPERATIONS),
    DELIVERY_DELAYED("delivery.delayed", Visibility.PORTAL),
    DELIVERY_FAILED("delivery.failed", Visibility.OPERATIONS),
    DELIVERY_UNCERTAIN("delivery.uncertain", Visibility.PORTAL),
    DELIVERY_UNSETTLED("delivery.unsettled", Visibility.OPERATIONS),
    DELIVERY_OVERDUE("delivery.overdue", Visibility.OPERATIONS),
    DELIVERY_REPLAYED("delivery.replayed", Visibility.OPERATIONS),
    DELIVERY_REMAPPED("delivery.remapped", Visibility.OPERATIONS),
    DELIVERY_PARKED("delivery.parked", Visibility.PORTAL),
    DELIVERY_CONTRADICTED("delivery.contradicted", Visibility.OPERATIONS),
    DELIVERY_DELIVERED("delivery.delivered", Visibility.PORTAL),
    DELIVERY_DECLINED("delivery.declined", Visibility.PORTAL),
    DELIVERY_NOT_CONCERNED("delivery.not-concerned", Visibility.PORTAL),
    DELIVERY_SKIPPED("delivery.skipped", Visibility.PORTAL),
    DELIVERY_TAKEN("delivery.taken", Visibility.PORTAL),
    DOCUMENT_REQUESTED("document.requested", Visibility.PORTAL),
    DOCUMENT_RECEIVED("document.received", Visibility.PORTAL),
    DECISION_MADE("decision.made", Visibility.PORTAL);

    /** Who may read an event. */
    public enum Visibility {
        PORTAL,
        OPERATIONS
    }

    private final String code;
    private final Visibility visibility;

    EventKind(String code, Visibility visibility) {
        this.code = code;
        this.visibility = visibility;
    }

    public String code() {
        return code;
    }

    public Visibility visibility() {
        return visibility;
    }
}
