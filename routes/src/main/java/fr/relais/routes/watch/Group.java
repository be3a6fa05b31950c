package fr.relais.routes.watch;

import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Operations;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Deliveries of a lane that stand still for the same cause; they are repaired together.
 *
 * @param teleservice only those of it, if it is named
 */
public record Group(
        @Nullable String voie,
        @Nullable DeliveryState etat,
        @Nullable String cause,
        @Nullable String teleservice) {

    public Group {
        cause = cause == null || cause.isBlank() ? null : cause;
        teleservice = teleservice == null || teleservice.isBlank() ? null : teleservice;
    }

    public static Group of(String lane, Operations.Heap heap) {
        return new Group(lane, heap.state(), heap.cause(), null);
    }

    /** Its page. */
    public String link() {
        var link = UriComponentsBuilder.fromPath("/console/reparations/groupe")
                .queryParam("voie", voie)
                .queryParam("etat", etat);
        if (cause != null) {
            link.queryParam("cause", cause);
        }
        if (teleservice != null) {
            link.queryParam("teleservice", teleservice);
        }
        return link.encode().toUriString();
    }
}
