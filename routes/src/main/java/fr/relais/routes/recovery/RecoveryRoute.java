package fr.relais.routes.recovery;

import fr.relais.routes.channels.Channel;
import fr.relais.routes.channels.Policy;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.RestoreCheck;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.springframework.stereotype.Component;

/** The housekeeping, each second: on every hub at once, since each step takes only what no other has taken. */
@Component
final class RecoveryRoute extends EndpointRouteBuilder {

    private static final long EVERY_SECOND = 1_000;
    private static final long EVERY_TEN_SECONDS = 10_000;

    private final LaneRegistry lanes;
    private final Sweeper sweeper;
    private final Probes probes;
    private final Reconciliation reconciliation;
    private final Decisions decisions;
    private final Numbering numbering;
    private final RestoreCheck restored;

    RecoveryRoute(
            LaneRegistry lanes,
            Sweeper sweeper,
            Probes probes,
            Reconciliation reconciliation,
            Decisions decisions,
            Numbering numbering,
            RestoreCheck restored) {
        this.lanes = lanes;
        this.sweeper = sweeper;
        this.probes = probes;
        this.reconciliation = reconciliation;
        this.decisions = decisions;
        this.numbering = numbering;
        this.restored = restored;
    }

    @Override
    public void configure() {
        tick(new Channel("relais.sequencer"), "Numérote les événements et les enchaîne", numbering, "advance");
        tick(new Channel("relais.lost"), "Repère les envois dont on ne sait plus rien", sweeper, "markLost");
        tick(new Channel("relais.deadlines"), "Met de côté ce qui a passé son délai", sweeper, "parkLate");
        tick(new Channel("relais.overdue"), "Prévient avant qu'un délai ne passe", sweeper, "tellOverdue");
        tick(
                new Channel("relais.seen"),
                EVERY_TEN_SECONDS,
                "Retient le dernier événement, pour remarquer une base restaurée",
                restored,
                "remember");
        for (Lane lane : lanes) {
            var of = lane.queue().name();
            tick(new Channel(of + ".closed"), "Dit ce qui attend un service fermé", sweeper.of(lane), "tellClosed");
            tick(new Channel(of + ".probe"), "Essaie si un service est rétabli", probes.of(lane), "probe");
            tick(new Channel(of + ".reconcile"), "Demande ce qu'il a reçu", reconciliation.of(lane), "settle");
            tick(new Channel(of + ".decisions"), "Demande ce qu'il a décidé", decisions.of(lane), "ask");
        }
    }

    private void tick(Channel name, String description, Object bean, String verb) {
        tick(name, EVERY_SECOND, description, bean, verb);
    }

    private void tick(Channel name, long millis, String description, Object bean, String verb) {
        from(scheduler(name.name()).delay(millis))
                .routeId(name.name())
                .routeDescription(description)
                .routeConfigurationId(Policy.TICK.id())
                .bean(bean, verb);
    }
}
