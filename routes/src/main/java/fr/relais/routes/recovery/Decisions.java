package fr.relais.routes.recovery;

import fr.relais.connectors.Ruling;
import fr.relais.connectors.StatusSource;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Settlement;
import fr.relais.routes.ledger.Undecided;
import java.time.Clock;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Asks the systems that examine requests what they decided. */
@Component
@EnableConfigurationProperties(DecisionsSettings.class)
final class Decisions {

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    private final Undecided undecided;
    private final Settlement settlement;
    private final Lanes lanes;
    private final DecisionsSettings settings;
    private final Hops hops;
    private final Clock clock;

    Decisions(
            Undecided undecided,
            Settlement settlement,
            Lanes lanes,
            DecisionsSettings settings,
            Hops hops,
            Clock clock) {
        this.undecided = undecided;
        this.settlement = settlement;
        this.lanes = lanes;
        this.settings = settings;
        this.hops = hops;
        this.clock = clock;
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The decisions awaited of one system. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        /** Asks of what is due, no faster than the system bears; one that does not answer is asked again in its turn. */
        public void ask() {
            if (!(lane.connector() instanceof StatusSource source)) {
                return;
            }
            var connector = lane.connector().id();
            while (lanes.view(lane.authority(), connector).state() == LaneState.RUNNING) {
                var slot = lanes.slot(
                        lane.authority(), connector, lane.connector().lane().gap());
                if (slot.isEmpty()) {
                    return;
                }
                var now = clock.instant();
                var due = undecided
                        .take(lane.authority(), connector, now, now.plus(settings.every()))
                        .orElse(null);
                if (due == null) {
                    return;
                }
                LockSupport.parkNanos(slot.get().toNanos());
                hear(
                        due,
                        hops.later(
                                due.item().marked("decision"),
                                () -> hops.call(connector + " decision", () -> source.ruling(due.reference()))));
            }
        }

        private void hear(Undecided.Awaited awaited, Ruling ruling) {
            switch (ruling) {
                case Ruling.Pending pending -> {}
                case Ruling.NoAnswer(var cause) ->
                    LOG.info(
                            "{} was asked about at {}: {}",
                            awaited.item(),
                            awaited.item().connector(),
                            cause);
                case Ruling.Given given -> {
                    if (settlement.decide(awaited.item(), given)) {
                        LOG.info(
                                "{} is decided at {}",
                                awaited.item(),
                                awaited.item().connector());
                    }
                }
            }
        }
    }
}
