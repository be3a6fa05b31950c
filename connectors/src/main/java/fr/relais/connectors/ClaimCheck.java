package fr.relais.connectors;

/**
 * A connector that hands over a claim check at most: the request itself stays at the hub, in the service's box, where agents open it, and
 * say what they decide where a decision is awaited.
 */
public interface ClaimCheck {

    /** What the agent is shown, as an accessible PDF. Throws as {@link Connector#prepare} does. */
    byte[] document(Delivery delivery);
}
