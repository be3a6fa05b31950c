package fr.relais.routes.alerts;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Looks for outages every few seconds, and for the end of the week: on every hub, since each tells what no other is telling. */
@Component
final class AlertsRoute extends EndpointRouteBuilder {

    private static final Channel ALERTS = new Channel("relais.alerts");
    private static final Channel DIGEST = new Channel("relais.digest");

    private final Alerts alerts;
    private final Digest digest;
    private final AlertsSettings settings;

    AlertsRoute(Alerts alerts, Digest digest, AlertsSettings settings) {
        this.alerts = alerts;
        this.digest = digest;
        this.settings = settings;
    }

    @Override
    public void configure() {
        from(scheduler(ALERTS.name()).delay(settings.every().toMillis()))
                .routeId(ALERTS.name())
                .routeDescription("Prévient d'une panne à son début et à sa fin")
                .routeConfigurationId(Policy.TICK.id())
                .bean(alerts, "look");
        from(scheduler(DIGEST.name()).delay(settings.every().toMillis()))
                .routeId(DIGEST.name())
                .routeDescription("Résume la semaine")
                .routeConfigurationId(Policy.TICK.id())
                .bean(digest, "sendWhenDue");
    }
}
