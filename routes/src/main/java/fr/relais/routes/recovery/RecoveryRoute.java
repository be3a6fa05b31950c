package fr.relais.routes.recovery;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneRegistry;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** The housekeeping, each second: on every hub at once, since each step takes only what no other has taken. */
@Component
final class RecoveryRoute extends EndpointRouteBuilder {

    private static final long EVERY_SECOND = 1_000;

    private final LaneRegistry lanes;
    private final Sweeper sweeper;
    private final Probes probes;
    private final Reconciliation reconciliation;
    private final Decisions decisions;
    private final Numbering numbering;

    RecoveryRoute(
            LaneRegistry lanes,
            Sweeper sweeper,
            Probes probes,
            Reconciliation reconciliation,
            Decisions decisions,
            Numbering numbering) {
        this.lanes = lanes;
        this.sweeper = sweeper;
        this.probes = probes;
        this.reconciliation = reconciliation;
        this.decisions = decisions;
        this.numbering = numbering;
    }

    @Override
    public void configure() {
        tick(new Channel("relais.sequencer"), numbering, "advance");
        tick(new Channel("relais.lost"), sweeper, "markLost");
        tick(new Channel("relais.deadlines"), sweeper, "parkLate");
        tick(new Channel("relais.overdue"), sweeper, "tellOverdue");
        for (Lane lane : lanes) {
            tick(new Channel(lane.queue().name() + ".closed"), sweeper.of(lane), "tellClosed");
            tick(new Channel(lane.queue().name() + ".probe"), probes.of(lane), "probe");
            tick(new Channel(lane.queue().name() + ".reconcile"), reconciliation.of(lane), "settle");
            tick(new Channel(lane.queue().name() + ".decisions"), decisions.of(lane), "ask");
        }
    }

    private void tick(Channel name, Object bean, String verb) {
        from(scheduler(name.name()).delay(EVERY_SECOND))
                .routeId(name.name())
                .routeConfigurationId(Policy.TICK.id())
                .bean(bean, verb);
    }
}
