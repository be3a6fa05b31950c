package fr.relais.connectors;

/** A delivery translated for its target and found valid: {@code message} is the connector's own, opaque to all others. */
public record Prepared(Delivery delivery, Object message) {

    @Override
    public String toString() {
        return "Prepared[" + delivery.key() + "]";
    }
}
