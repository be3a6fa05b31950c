package fr.relais.routes.teleservices;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Has folders and ledger looked at, now and then. */
@Component
final class TeleservicesRoute extends EndpointRouteBuilder {

    private static final Channel WATCH = new Channel("relais.teleservices");

    private final TeleservicesSettings settings;
    private final Teleservices teleservices;

    TeleservicesRoute(TeleservicesSettings settings, Teleservices teleservices) {
        this.settings = settings;
        this.teleservices = teleservices;
    }

    @Override
    public void configure() {
        from(scheduler(WATCH.name()).delay(settings.checkEvery().toMillis()))
                .routeId(WATCH.name())
                .routeDescription("Relit les dossiers de téléservices qui ont changé")
                .routeConfigurationId(Policy.TICK.id())
                .bean(teleservices, "refresh");
    }
}
