package fr.relais.routes.recovery;

import fr.relais.connectors.Finding;
import fr.relais.connectors.Reconciler;
import fr.relais.connectors.RepeatSafety;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneHealth;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Settlement;
import fr.relais.routes.ledger.Unsettled;
import fr.relais.routes.ledger.Unsettled.Doubt;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Settles deliveries of which it is unknown whether they were applied.
 *
 * <p>Where the target can be asked, it is, until it says so or its silence may be believed; nothing is sent again before.
 */
@Component
final class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** Between the two look-ups that count, others may find it sooner. */
    private static final int LOOKUPS_A_SETTLE = 9;

    /** More often in a row than bad luck would have it. */
    private static final int MOST_TIMES_LEFT_BEHIND = 5;

    private final Unsettled unsettled;
    private final Settlement settlement;
    private final Lanes lanes;
    private final LaneHealth health;
    private final Hops hops;
    private final MeterRegistry meters;
    private final Clock clock;

    Reconciliation(
            Unsettled unsettled,
            Settlement settlement,
            Lanes lanes,
            LaneHealth health,
            Hops hops,
            MeterRegistry meters,
            Clock clock) {
        this.unsettled = unsettled;
        this.settlement = settlement;
        this.lanes = lanes;
        this.health = health;
        this.hops = hops;
        this.meters = meters;
        this.clock = clock;
    }

    OfLane of(Lane lane) {
        return new OfLane(lane);
    }

    /** The doubts of one lane. */
    final class OfLane {

        private final Lane lane;

        private OfLane(Lane lane) {
            this.lane = lane;
        }

        /** Settles what is due; a closed lane is not asked, and waiting for it costs nothing. */
        public void settle() {
            var connector = lane.connector().id();
            while (lanes.view(lane.authority(), connector).state() == LaneState.RUNNING) {
                var doubt = unsettled
                        .take(
                                lane.authority(),
                                connector,
                                clock.instant(),
                                lane.connector().lane().lease())
                        .orElse(null);
                if (doubt == null) {
                    return;
                }
                hops.later(doubt.item().marked("reconciliation"), () -> settle(doubt));
            }
        }

        private Doubt settle(Doubt doubt) {
            var safety = lane.connector().operations().getOrDefault(doubt.operation(), RepeatSafety.NONE);
            switch (safety) {
                case NATURAL -> move(doubt, again(doubt));
                case NONE -> move(doubt, Resolution.parked(doubt.cause() + Resolution.NO_LOOKUP));
                case BY_LOOKUP -> lookUp(doubt);
            }
            return doubt;
        }

        private void lookUp(Doubt doubt) {
            var connector = lane.connector();
            var slot = lanes.slot(
                    lane.authority(), connector.id(), connector.lane().gap());
            if (slot.isEmpty() || !(connector instanceof Reconciler reconciler)) {
                unsettled.lookAgain(doubt.item(), null, clock.instant().plus(interval()));
                return;
            }
            LockSupport.parkNanos(slot.get().toNanos());
            var startedAt = clock.instant();
            var timer = Timer.start(meters);
            var finding = hops.call(
                    connector.id() + " look-up",
                    () -> reconciler.find(doubt.item().key()));
            timer.stop(meters.timer("relais.lookup", "lane", connector.id().value(), "finding", finding.name()));
            conclude(doubt, finding, startedAt);
        }

        private void conclude(Doubt doubt, Finding finding, Instant startedAt) {
            switch (finding) {
                case Finding.Applied(var reference, var evidence) -> {
                    keep(doubt, finding, null, startedAt);
                    move(doubt, Resolution.delivered(reference));
                }
                case Finding.Refused(var reference, var evidence) -> {
                    keep(doubt, finding, null, startedAt);
                    move(doubt, Resolution.declined("refusee"));
                }
                case Finding.Duplicated(var references, var evidence) -> {
                    keep(doubt, finding, Resolution.DUPLICATED, startedAt);
                    LOG.error(
                            "{} was applied {} times at {}",
                            doubt.item(),
                            references.size(),
                            doubt.item().connector());
                    move(doubt, Resolution.parked(Resolution.DUPLICATED));
                }
                case Finding.NoAnswer silence -> {
                    keep(doubt, finding, silence.cause(), startedAt);
                    var asked = silence.retryAfter();
                    var pause = asked != null && asked.compareTo(interval()) > 0 ? asked : interval();
                    unsettled.lookAgain(doubt.item(), null, clock.instant().plus(pause));
                    health.observe(
                            lane.authority(), lane.connector().id(), silence.isBreakdown() ? silence.cause() : null);
                }
                case Finding.Nothing(var evidence) -> {
                    keep(doubt, finding, null, startedAt);
                    nothingFound(doubt, startedAt);
                }
            }
        }

        /** Believed only the second time, half a settle after the first, and a whole one after the last possible send. */
        private void nothingFound(Doubt doubt, Instant askedAt) {
            var settle = lane.connector().lane().settle();
            var sure = doubt.sentUntil().plus(settle);
            var firstEmpty = doubt.emptyLookupAt() == null ? askedAt : doubt.emptyLookupAt();
            var apart = firstEmpty.plus(settle.dividedBy(2));
            var decisive = sure.isAfter(apart) ? sure : apart;
            if (askedAt.isBefore(decisive)) {
                var soon = askedAt.plus(interval());
                unsettled.lookAgain(doubt.item(), askedAt, soon.isBefore(decisive) ? soon : decisive);
            } else {
                move(doubt, again(doubt));
            }
        }

        /** What ended each hub that took it up would end the next one, too. */
        private Resolution again(Doubt doubt) {
            return unsettled.timesLeftBehind(doubt.item()) < MOST_TIMES_LEFT_BEHIND
                    ? Resolution.maySendAgain(clock.instant())
                    : Resolution.parked(Resolution.LEFT_BEHIND);
        }

        private Duration interval() {
            return lane.connector().lane().settle().dividedBy(LOOKUPS_A_SETTLE);
        }

        private void keep(Doubt doubt, Finding finding, @Nullable String code, Instant startedAt) {
            var name = finding.name();
            LOG.info("{} looked up at {}: {}", doubt.item(), doubt.item().connector(), name);
            settlement.lookedUp(doubt.item(), name, code, finding.evidence(), startedAt);
        }

        private void move(Doubt doubt, Resolution resolution) {
            settlement.settle(doubt.item(), DeliveryState.UNKNOWN, resolution);
        }
    }
}
