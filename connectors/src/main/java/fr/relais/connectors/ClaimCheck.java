package fr.relais.connectors;

/** A connector that hands over a claim check only: the request itself stays at the hub, where an agent opens it. */
public interface ClaimCheck {

    /** What the agent is shown, as an accessible PDF. Throws as {@link Connector#prepare} does. */
    byte[] document(Delivery delivery);
}
