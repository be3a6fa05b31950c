package fr.relais.routes.retention;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Has what is due erased, now and then: on every hub, since each erases what no other is erasing. */
@Component
final class RetentionRoute extends EndpointRouteBuilder {

    private static final Channel PURGE = new Channel("relais.purge");

    private final RetentionSettings settings;
    private final Eraser eraser;

    RetentionRoute(RetentionSettings settings, Eraser eraser) {
        this.settings = settings;
        this.eraser = eraser;
    }

    @Override
    public void configure() {
        from(scheduler(PURGE.name()).delay(settings.every().toMillis()))
                .routeId(PURGE.name())
                .routeDescription("Efface ce dont la durée de conservation est passée")
                .routeConfigurationId(Policy.TICK.id())
                .bean(eraser, "eraseDue");
    }
}
