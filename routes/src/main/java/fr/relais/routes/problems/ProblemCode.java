package fr.relais.routes.problems;

import fr.relais.mappings.teleservice.Wording;

/** Every code a problem may have; never renamed. */
public enum ProblemCode {
    MALFORMED_JSON(400, "JSON illisible", "Unreadable JSON"),
    UNKNOWN_MEMBER(400, "Membre inconnu", "Unknown member"),
    PARAMETER_INVALID(400, "Paramètre non valable", "Invalid parameter"),
    IDEMPOTENCY_KEY_MISSING(400, "Clé d'idempotence absente ou mal formée", "Idempotency key missing or ill-formed"),
    UNAUTHENTICATED(401, "Authentification requise", "Authentication required"),
    FORBIDDEN(403, "Accès refusé", "Access denied"),
    TELESERVICE_NOT_GRANTED(403, "Téléservice non ouvert à ce portail", "Téléservice not granted to this portal"),
    TELESERVICE_SUSPENDED(403, "Téléservice suspendu", "Téléservice suspended"),
    ASSURANCE_TOO_LOW(403, "Identité insuffisamment vérifiée", "Identity not verified enough"),
    NOT_FOUND(404, "Introuvable", "Not found"),
    METHOD_NOT_ALLOWED(405, "Méthode non permise", "Method not allowed"),
    NOT_ACCEPTABLE(406, "Format de réponse non disponible", "Not acceptable"),
    REQUEST_IN_PROGRESS(409, "Même demande en cours", "Same request in progress"),
    CONFLICT(409, "Conflit", "Conflict"),
    TELESERVICE_VERSION_RETIRED(410, "Version du téléservice retirée", "Téléservice version retired"),
    SUBMISSION_EXPIRED(410, "Demande effacée", "Submission purged"),
    TOO_LARGE(413, "Demande trop volumineuse", "Too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Format de la demande non accepté", "Unsupported media type"),
    FORM_INVALID(422, "Formulaire à corriger", "Form to correct"),
    IDEMPOTENCY_KEY_REUSED(422, "Clé d'idempotence déjà employée", "Idempotency key reused"),
    ATTACHMENT_UNKNOWN(422, "Pièce jointe inconnue", "Unknown attachment"),
    ATTACHMENTS_NOT_ACCEPTED(422, "Pièces jointes non acceptées", "Attachments not accepted"),
    QUOTA_EXCEEDED(429, "Trop de demandes", "Quota exceeded"),
    TELESERVICE_DEFECT(500, "Défaut du téléservice", "Téléservice defect"),
    INTERNAL_ERROR(500, "Erreur interne", "Internal error"),
    LEDGER_UNAVAILABLE(503, "Service momentanément indisponible", "Temporarily unavailable");

    private final int status;
    private final Wording title;

    ProblemCode(int status, String fr, String en) {
        this.status = status;
        this.title = new Wording(fr, en);
    }

    public int status() {
        return status;
    }

    public Wording title() {
        return title;
    }

    /** As it stands in a problem document, e.g. {@code form-invalid}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
