package fr.relais.connectors;

/** A connector whose target can say, without changing anything, what it did under a key of ours. */
public interface Reconciler {

    /** Looks a key up. A look-up that breaks down says nothing, and says so: {@link Finding.NoAnswer}. */
    Finding find(DeliveryKey key);
}
