package fr.relais.connectors;

import java.time.Instant;
import java.util.Optional;

/** Which requests agents have opened at the hub: the only proof that what a {@link ClaimCheck} stands for was received. */
@FunctionalInterface
public interface Openings {

    /** When the request was first opened; empty when nobody did. */
    Optional<Instant> opened(DeliveryKey key);
}
