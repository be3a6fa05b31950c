package fr.relais.connectors;

/** A connector whose target examines requests, and can be asked what it decided of one. */
public interface StatusSource {

    /**
     * Asks, without changing anything.
     *
     * @param reference the target's own, as it was given when the request was delivered
     */
    Ruling ruling(String reference);
}
