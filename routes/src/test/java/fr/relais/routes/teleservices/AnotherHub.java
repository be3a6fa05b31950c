package fr.relais.routes.teleservices;

import fr.relais.connectors.FactSource;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Bundles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** What another hub on the same ledger makes of it, without folders of its own. */
public final class AnotherHub {

    public static Teleservices on(LaneRegistry lanes, List<FactSource> sources, Bundles bundles, Clock clock)
            throws IOException {
        return new Teleservices(
                new TeleservicesSettings(List.of(), Duration.ofHours(1)), lanes, sources, bundles, clock);
    }

    private AnotherHub() {}
}
