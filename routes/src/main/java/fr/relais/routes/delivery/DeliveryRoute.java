package fr.relais.routes.delivery;

import fr.relais.routes.channels.Broker;
import fr.relais.routes.channels.Policy;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** Hands each delivery of a lane to its back-office and records what is known of it. */
@Component
final class DeliveryRoute extends EndpointRouteBuilder {

    /** How long a stop waits for a lane's queue in memory, one after the other. */
    private static final int LONGEST_LISTEN_MILLIS = 250;

    /** More than the feeder ever has out, so that a pointer always finds room. */
    private static final int ROOM = 1_000;

    private final LaneRegistry lanes;
    private final Broker broker;
    private final Claims claims;
    private final Handover handover;
    private final Recorder recorder;

    DeliveryRoute(LaneRegistry lanes, Broker broker, Claims claims, Handover handover, Recorder recorder) {
        this.lanes = lanes;
        this.broker = broker;
        this.claims = claims;
        this.handover = handover;
        this.recorder = recorder;
    }

    @Override
    public void configure() {
        for (Lane lane : lanes) {
            int consumers = lane.connector().lane().concurrency();
            if (broker.used()) {
                from(jms(lane.queue().name())
                                .concurrentConsumers(consumers)) // a pointer is a hint: losing one costs a sweep
                        .routeId(lane.queue().name())
                        .routeDescription("Prend les pointeurs du courtier de messages")
                        .routeConfigurationId(Policy.LANE.id())
                        .to(direct(lane.work().name()));
            }
            from(seda(lane.local().name())
                            .concurrentConsumers(consumers)
                            .size(ROOM)
                            .advanced()
                            .pollTimeout(LONGEST_LISTEN_MILLIS)
                            .purgeWhenStopping(true))
                    .routeId(lane.local().name())
                    .routeDescription("Prend les pointeurs quand le courtier est absent")
                    .routeConfigurationId(Policy.LANE.id())
                    .to(direct(lane.work().name()));
            from(direct(lane.work().name()))
                    .routeId(lane.work().name())
                    .routeDescription("Réserve une transmission, la remet au service, écrit ce qu'on en sait")
                    .routeConfigurationId(Policy.LANE.id())
                    .bean(claims.of(lane), "claim")
                    .filter(body().isNotNull()) // done already, another hub's, or the lane is closed
                    .bean(handover, "send")
                    .bean(recorder, "record");
        }
    }
}
