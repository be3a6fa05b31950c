package fr.relais.connectors;

import fr.relais.mappings.teleservice.Wording;
import java.util.Map;

/**
 * Hands deliveries to one back-office. Called from several threads at once, never inside a transaction.
 *
 * <p>The same delivery may come again after a crash: {@link Delivery#key()} is the key to recognise it by. A connector whose target can
 * be asked about a key implements {@link Reconciler} too.
 */
public interface Connector {

    /** The name téléservices target this system by; it outlives versions of the system. */
    ConnectorId id();

    /** What citizens and agents call it. */
    Wording name();

    /** How the system is to be treated: pace, time-outs, whom to call. */
    LaneSettings lane();

    /** Whether the system behind it is a simulator: what is on trial reaches no other. */
    boolean isSimulated();

    /** The operations it carries out, and whether each may be sent again. */
    Map<String, RepeatSafety> operations();

    /** Whether what was joined can be handed over with that operation. */
    boolean takesAttachments(String operation);

    /** Translates and validates; pure. An exception here parks the delivery: nothing was sent. */
    Prepared prepare(Delivery delivery);

    /** What would reach the target, for a person to read: all that {@link #send} would say of the dossier, and nothing else. Throws as prepare does. */
    String preview(Delivery delivery);

    /** Makes one state-changing call at most and tells what is known; the lane sets the pace, not this. */
    Outcome send(Prepared prepared);
}
