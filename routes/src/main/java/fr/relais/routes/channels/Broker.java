package fr.relais.routes.channels;

import java.util.Optional;

/**
 * Whether pointers travel by a broker.
 *
 * @param used false where the hub was configured to work without one
 */
public record Broker(boolean used, Optional<EmbeddedBroker> embedded) implements AutoCloseable {

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedBroker::close);
    }
}
