package fr.relais.routes.channels;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.springframework.stereotype.Component;

/** The policies, in one place. Exceptions are logged by type: their messages may quote what must not be in a log. */
@Component
final class Policies extends RouteConfigurationBuilder {

    private static final String WHAT = "${exception.class.simpleName} in ${routeId}";

    @Override
    public void configuration() {
        routeConfiguration(Policy.EDGE.id()).errorHandler(noErrorHandler());
        routeConfiguration(Policy.LANE.id())
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.ERROR, "fr.relais.lane", WHAT + ": pointer dropped, the ledger still knows");
        routeConfiguration(Policy.POINTERS.id())
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.DEBUG, "fr.relais.pointers", WHAT + ": the pointer is handed out again later");
        routeConfiguration(Policy.TICK.id())
                .onException(Exception.class)
                .handled(true)
                .log(LoggingLevel.WARN, "fr.relais.tick", WHAT + ": tried again at the next tick");
    }
}
