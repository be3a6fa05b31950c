package fr.relais.routes.dispatch;

import fr.relais.routes.channels.Broker;
import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneRegistry;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Keeps each lane's queue filled with pointers to what is due. */
@Component
final class DispatchRoute extends EndpointRouteBuilder {

    private final LaneRegistry lanes;
    private final Broker broker;
    private final Feed feed;

    DispatchRoute(LaneRegistry lanes, Broker broker, Feed feed) {
        this.lanes = lanes;
        this.broker = broker;
        this.feed = feed;
    }

    @Override
    public void configure() {
        for (Lane lane : lanes) {
            var name = new Channel(lane.queue().name() + ".feed").name();
            from(scheduler(name)
                            .delay(1)
                            .initialDelay(0)) // the feed itself rests, and wakes at once when there is work
                    .routeId(name)
                    .routeDescription("Choisit ce qui est à transmettre maintenant")
                    .routeConfigurationId(Policy.TICK.id())
                    .bean(feed.of(lane), "next")
                    .split(body())
                    .to(direct(pointers(lane).name()));
            if (broker.used()) {
                from(direct(pointers(lane).name()))
                        .routeId(pointers(lane).name())
                        .routeDescription("Met un pointeur dans la file du service")
                        .routeConfigurationId(Policy.POINTERS.id())
                        .doTry()
                        .to(
                                ExchangePattern.InOnly,
                                jms(lane.queue().name())
                                        .deliveryPersistent(false)
                                        .preserveMessageQos(false))
                        .doCatch(Exception.class)
                        .to(ExchangePattern.InOnly, seda(lane.local().name()))
                        .end();
            } else {
                from(direct(pointers(lane).name()))
                        .routeId(pointers(lane).name())
                        .routeDescription("Met un pointeur dans la file du service")
                        .routeConfigurationId(Policy.POINTERS.id())
                        .to(ExchangePattern.InOnly, seda(lane.local().name()));
            }
        }
    }

    private static Channel pointers(Lane lane) {
        return new Channel(lane.queue().name() + ".pointers");
    }
}
