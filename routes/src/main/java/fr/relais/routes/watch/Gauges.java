package fr.relais.routes.watch;

import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Arrears;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.prefill.Sources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * How things stand, in numbers to be watched from outside. They are the ledger's, so that each hub says the same.
 *
 * <p>Labels name lanes, sources, tasks and what expires: as many as are configured, whatever passes through. Times are in seconds.
 */
@Component
final class Gauges implements MeterBinder {

    private static final double MILLIS = 1e3;

    private static final Duration A_SCRAPE = Duration.ofSeconds(10);

    /** When the ledger was last found away, by the monotonic clock. */
    private final AtomicLong away = new AtomicLong(System.nanoTime() - A_SCRAPE.toNanos());

    private final Watch watch;
    private final LaneRegistry lanes;
    private final Sources sources;
    private final Expiries expiries;
    private final Clock clock;

    Gauges(Watch watch, LaneRegistry lanes, Sources sources, Expiries expiries, Clock clock) {
        this.watch = watch;
        this.lanes = lanes;
        this.sources = sources;
        this.expiries = expiries;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        lanes.forEach(lane -> ofLane(registry, lane.connector().id().value()));
        sources.all().forEach(source -> ofSource(registry, source.id().value()));
        for (var task : Arrears.Task.values()) {
            gauge("relais.housekeeping.behind", seen -> seconds(seen.behind().getOrDefault(task, Duration.ZERO)))
                    .description("How long the oldest thing has waited to be done in the background")
                    .baseUnit("seconds")
                    .tag("task", task.name())
                    .register(registry);
        }
        expiries.all()
                .forEach(ending -> Gauge.builder(
                                "relais.expires.in",
                                ending,
                                one -> seconds(Duration.between(clock.instant(), one.at())))
                        .description("How long a secret, a certificate or a habilitation is good still")
                        .baseUnit("seconds")
                        .tag("kind", ending.expiry().kind().name())
                        .tag("subject", ending.subject())
                        .register(registry));
        gauge("relais.teleservices.rejected", Situation::rejected)
                .description("Folders of téléservices that are refused as they are")
                .register(registry);
    }

    private void ofLane(MeterRegistry registry, String lane) {
        ofLane(
                registry,
                lane,
                "relais.lane.open",
                "Whether it delivers: 1 or 0",
                seen -> seen.state() == LaneState.RUNNING ? 1 : 0);
        ofLane(
                registry,
                lane,
                "relais.lane.paused",
                "Whether somebody has it wait: 1 or 0",
                seen -> seen.state() == LaneState.PAUSED ? 1 : 0);
        ofLane(
                registry,
                lane,
                "relais.lane.backlog",
                "Deliveries that go by themselves, and have not yet",
                Situation.Lane::waiting);
        ofLane(
                registry,
                lane,
                "relais.lane.parked",
                "Deliveries that wait for an engineer or an agent",
                seen -> count(seen, DeliveryState.PARKED));
        ofLane(
                registry,
                lane,
                "relais.lane.unknown",
                "Deliveries nobody knows whether they were applied",
                seen -> count(seen, DeliveryState.UNKNOWN));
        gauge("relais.lane.oldest", seen -> age(seen, lane))
                .description("How long the oldest open delivery has been")
                .baseUnit("seconds")
                .tag("lane", lane)
                .register(registry);
    }

    private void ofLane(
            MeterRegistry registry,
            String lane,
            String name,
            String description,
            ToDoubleFunction<Situation.Lane> value) {
        gauge(name, seen -> seen.lane(lane).map(value::applyAsDouble).orElse(0.0))
                .description(description)
                .tag("lane", lane)
                .register(registry);
    }

    private void ofSource(MeterRegistry registry, String source) {
        gauge(
                        "relais.source.left.alone",
                        seen -> seen.sources().stream()
                                .filter(one -> one.id().equals(source))
                                .mapToInt(one -> one.open().size())
                                .sum())
                .description("How many of its facts this hub does not ask for, since it ails")
                .tag("source", source)
                .register(registry);
    }

    private Gauge.Builder<Watch> gauge(String name, ToDoubleFunction<Situation> value) {
        return Gauge.builder(name, watch, one -> read(one, value));
    }

    /** While the ledger is away, it is asked once for all numbers of a scrape: each would wait for it as long as a scrape may take. */
    private double read(Watch watch, ToDoubleFunction<Situation> value) {
        if (System.nanoTime() - away.get() < A_SCRAPE.toNanos()) {
            return Double.NaN;
        }
        try {
            return value.applyAsDouble(watch.situation(Authority.DEFAULT));
        } catch (DataAccessException | TransactionException unreachable) {
            away.set(System.nanoTime());
            return Double.NaN;
        }
    }

    private static double age(Situation seen, String lane) {
        return seen.lane(lane)
                .flatMap(one -> Optional.ofNullable(one.oldest()))
                .map(oldest -> seconds(Duration.between(oldest, seen.at())))
                .orElse(0.0);
    }

    private static double count(Situation.Lane lane, DeliveryState state) {
        return lane.heaps().stream()
                .filter(heap -> heap.state() == state)
                .mapToLong(Operations.Heap::count)
                .sum();
    }

    private static double seconds(Duration span) {
        return span.toMillis() / MILLIS;
    }
}
