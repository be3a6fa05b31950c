package fr.relais.routes.operations;

import fr.relais.connectors.Outcome;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Resolution;
import org.jspecify.annotations.Nullable;

/** What to do now, in one sentence. */
public final class Advice {

    public static Wording of(DeliveryState state, @Nullable String cause, LaneState lane) {
        return switch (state) {
            case WAITING ->
                new Wording(
                        "Elle attend son tour : une transmission plus ancienne de la même personne, ou ce que le téléservice veut voir fait ou décidé avant (voir waitsFor).",
                        "It waits its turn: an older delivery of the same person, or what the téléservice wants done or decided before (see waitsFor).");
            case PENDING, SENDING -> waiting(lane);
            case UNKNOWN -> unknown(cause);
            case PARKED -> parked(cause == null ? "" : cause);
            case DELIVERED, DECLINED, NOT_CONCERNED, SKIPPED ->
                new Wording("Terminée : rien à faire.", "At its end: nothing to do.");
        };
    }

    private static Wording unknown(@Nullable String cause) {
        return Outcome.Unknown.AWAITS_PROOF.equals(cause)
                ? new Wording(
                        "Le courriel est parti, et personne au service ne l'a encore ouvert : Relais le rappelle de lui-même ; si cela presse, appelez le service.",
                        "The mail has gone, and nobody at the service has opened it yet: Relais reminds by itself; if it is urgent, call the service.")
                : new Wording(
                        "Relais interroge le système jusqu'à le savoir ; rien à faire. Si le service vous répond avant lui : « resolve ».",
                        "Relais asks the system until it knows; nothing to do. Should the service tell you first: \"resolve\".");
    }

    private static Wording waiting(LaneState lane) {
        return switch (lane) {
            case RUNNING ->
                new Wording(
                        "Relais réessaie de lui-même à l'heure dite ; « replay » réessaie tout de suite.",
                        "Relais tries again by itself at the time given; \"replay\" tries at once.");
            case TRIPPED, PROBING ->
                new Wording(
                        "La voie est fermée parce que le système ne répond pas : faites-le rétablir, elle rouvre d'elle-même.",
                        "The lane is closed because the system does not answer: have it restored, the lane opens by itself.");
            case PAUSED ->
                new Wording(
                        "La voie est en pause : « resume » la rouvre et envoie ce qui attend.",
                        "The lane is paused: \"resume\" opens it and sends what waits.");
        };
    }

    private static Wording parked(String cause) {
        if (cause.equals(Resolution.DUPLICATED)) {
            return new Wording(
                    "Le système a appliqué deux fois la même clé : faites annuler l'un des effets, puis « resolve » avec la référence qui reste.",
                    "The system applied the same key twice: have one effect undone, then \"resolve\" with the reference that stays.");
        }
        if (cause.endsWith(Resolution.NO_LOOKUP)) {
            return new Wording(
                    "Ce système ne peut être interrogé : demandez au service s'il l'a reçue, puis « resolve » si oui, « replay --non-recue » si non.",
                    "This system can't be asked: ask the service whether it has it, then \"resolve\" if so, \"replay\" with \"notApplied\" if not.");
        }
        if (cause.startsWith(Resolution.TO_VERIFY)) {
            return new Wording(
                    "Le téléservice veut qu'un agent vérifie d'abord ; rien n'a été transmis : « replay » si c'est juste, « skip » sinon.",
                    "The téléservice wants somebody to check first; nothing was passed on: \"replay\" if it is right, \"skip\" if not.");
        }
        return switch (cause) {
            case "unreadable-attachment" ->
                new Wording(
                        "Une pièce jointe manque ou n'est plus ce qui a été joint : rien n'a été transmis. Restaurez la base, ou demandez la pièce à la personne puis « skip ».",
                        "An attachment is missing or is not what was joined: nothing was passed on. Restore the database, or ask the person for it, then \"skip\".");
            case "trial" ->
                new Wording(
                        "Elle a été acceptée à l'essai, et le système est maintenant le vrai : « skip ».",
                        "It was accepted on trial, and the system is now the real one: \"skip\".");
            case "http-401", "http-403", "ws-security", "smtp-authentication", "smtp-certificate" ->
                new Wording(
                        "Le système refuse l'accès de Relais : corrigez le compte ou le certificat, puis « replay ».",
                        "The system refuses Relais's access: correct the account or certificate, then \"replay\".");
            case "http-400", "unfit-dossier" ->
                new Wording(
                        "Le message ne convient pas au système : faites corriger le traducteur, puis « replay » ; ou le téléservice, puis « remap-set » et « replay ».",
                        "The message does not suit the system: have the translator corrected, then \"replay\"; or the téléservice, then \"remap-set\" and \"replay\".");
            case Resolution.LEFT_BEHIND ->
                new Wording(
                        "Chaque Relais qui l'a prise s'est arrêté avant d'en écrire l'issue ; elle n'a pas été appliquée. Trouvez pourquoi dans leurs journaux, puis « replay ».",
                        "Each hub that took it up ended before it wrote down what came of it; it was not applied. Find out why in their logs, then \"replay\".");
            case "deadline" ->
                new Wording(
                        "Son délai est passé : voyez pourquoi dans les tentatives, puis « replay » ou « skip ».",
                        "Its deadline has passed: see why in its attempts, then \"replay\" or \"skip\".");
            default ->
                new Wording(
                        "Voyez la dernière tentative, puis « replay », « resolve » ou « skip ».",
                        "See the last attempt, then \"replay\", \"resolve\" or \"skip\".");
        };
    }

    private Advice() {}
}
