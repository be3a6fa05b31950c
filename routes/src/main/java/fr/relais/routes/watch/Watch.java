package fr.relais.routes.watch;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import fr.relais.connectors.Connector;
import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Portals;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Arrears;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Lanes;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.PrefillTally;
import fr.relais.routes.ledger.Resolution;
import fr.relais.routes.ledger.Traffic;
import fr.relais.routes.prefill.SourceBroker;
import fr.relais.routes.prefill.Sources;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.watch.Situation.Trouble;
import fr.relais.routes.watch.Situation.Weight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks at everything at once; however many look on, no more often than every few seconds. */
@Component
public final class Watch {

    private static final Duration FRESH = Duration.ofSeconds(3);
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final Lanes lanes;
    private final LaneRegistry registry;
    private final Operations operations;
    private final Traffic traffic;
    private final Teleservices teleservices;
    private final Portals portals;
    private final Sources sources;
    private final SourceBroker broker;
    private final PrefillTally tally;
    private final Arrears arrears;
    private final Expiries expiries;
    private final Clock clock;

    private final LoadingCache<Authority, Situation> latest =
            Caffeine.newBuilder().expireAfterWrite(FRESH).build(this::look);

    Watch(
            Lanes lanes,
            LaneRegistry registry,
            Operations operations,
            Traffic traffic,
            Teleservices teleservices,
            Portals portals,
            Sources sources,
            SourceBroker broker,
            PrefillTally tally,
            Arrears arrears,
            Expiries expiries,
            Clock clock) {
        this.lanes = lanes;
        this.registry = registry;
        this.operations = operations;
        this.traffic = traffic;
        this.teleservices = teleservices;
        this.portals = portals;
        this.sources = sources;
        this.broker = broker;
        this.tally = tally;
        this.arrears = arrears;
        this.expiries = expiries;
        this.clock = clock;
    }

    public Situation situation(Authority authority) {
        return latest.get(authority);
    }

    /** What people call a back-office, even once its connector is gone. */
    public String name(ConnectorId connector, Locale language) {
        return registry.find(connector)
                .map(lane -> lane.connector().name().in(language))
                .orElse(connector.value());
    }

    /** What somebody did shows at once. */
    public void forget() {
        latest.invalidateAll();
    }

    private Situation look(Authority authority) {
        var now = clock.instant();
        var seen = lanesAt(authority, now);
        var asked = sourcesAt(authority, now);
        var arrivals = traffic.arrivals(authority, now.minus(Situation.WINDOW), now);
        var behind = arrears.behind(now);
        return new Situation(
                now,
                troubles(seen, asked, behind, now),
                seen,
                asked,
                arrivals,
                FlowMap.of(portals.all(), teleservices.all(), seen, arrivals),
                behind,
                teleservices.rejected().size(),
                expiries.all());
    }

    private List<Situation.Lane> lanesAt(Authority authority, Instant now) {
        var calls = by(traffic.calls(authority, now.minus(Situation.WINDOW), now), Traffic.Calls::connector);
        var backlogs = by(operations.backlogs(authority), Operations.Backlog::connector);
        var heaps = operations.heaps(authority).stream().collect(Collectors.groupingBy(Operations.Heap::connector));
        return lanes.all(authority).stream()
                .map(view -> {
                    var id = view.connector();
                    var connector = registry.find(id).map(Lane::connector);
                    var backlog = backlogs.get(id);
                    return new Situation.Lane(
                            id.value(),
                            connector.map(Connector::name).orElse(new Wording(id.value(), id.value())),
                            connector.map(Connector::isSimulated).orElse(false),
                            view.state(),
                            view.since(),
                            view.cause(),
                            backlog == null ? 0 : backlog.backlog(),
                            backlog == null ? null : backlog.oldestAt(),
                            view.lastSuccessAt(),
                            connector.map(one -> one.lane().owner()).orElse(""),
                            connector.map(one -> one.lane().perSecond()).orElse(0),
                            connector.isPresent(),
                            calls.getOrDefault(id, Traffic.Calls.none(id)),
                            heaps.getOrDefault(id, List.of()));
                })
                .filter(lane -> lane.plugged() || lane.backlog() > 0)
                .toList();
    }

    private static <T> Map<ConnectorId, T> by(List<T> all, Function<T, ConnectorId> whose) {
        return all.stream().collect(Collectors.toMap(whose, Function.identity()));
    }

    private List<Situation.Source> sourcesAt(Authority authority, Instant now) {
        var counts = tally.on(authority, LocalDate.ofInstant(now, PARIS)).stream()
                .collect(Collectors.groupingBy(PrefillTally.Count::source));
        return sources.all().stream()
                .map(source -> {
                    var of = counts.getOrDefault(source.id().value(), List.of());
                    return new Situation.Source(
                            source.id().value(),
                            source.name(),
                            source.source().owner(),
                            source.isSimulated(),
                            of.stream().mapToLong(PrefillTally.Count::count).sum(),
                            of.stream()
                                    .filter(count -> count.outcome().equals("UNAVAILABLE"))
                                    .mapToLong(PrefillTally.Count::count)
                                    .sum(),
                            broker.leftAlone(source.id()));
                })
                .toList();
    }

    private List<Trouble> troubles(
            List<Situation.Lane> seen, List<Situation.Source> asked, Map<Arrears.Task, Duration> behind, Instant now) {
        var troubles = new ArrayList<Trouble>();
        for (var lane : seen) {
            ofLane(lane, troubles);
            lane.heaps().forEach(heap -> ofHeap(lane, heap, troubles));
        }
        for (var source : asked) {
            if (!source.open().isEmpty()) {
                troubles.add(new Trouble(
                        Weight.SIGN,
                        "source",
                        source.id(),
                        source.name(),
                        null,
                        source.unavailable(),
                        null,
                        source.owner(),
                        "/console#sources"));
            }
        }
        teleservices
                .rejected()
                .forEach(rejected -> troubles.add(new Trouble(
                        Weight.WORK,
                        "rejected",
                        rejected.name(),
                        new Wording(rejected.name(), rejected.name()),
                        null,
                        0,
                        rejected.since(),
                        "",
                        "/console/teleservices")));
        behind.forEach((task, late) -> {
            if (late.compareTo(task.tolerance()) > 0) {
                troubles.add(new Trouble(
                        Weight.WORK,
                        "behind",
                        task.name(),
                        chore(task),
                        task.code(),
                        0,
                        now.minus(late),
                        "",
                        "/console/guide/" + task.code()));
            }
        });
        expiries.all().forEach(ending -> expiries.trouble(ending, now).ifPresent(troubles::add));
        troubles.sort(Comparator.comparing(Trouble::weight).thenComparingLong(trouble -> -trouble.touched()));
        return troubles;
    }

    private static Wording chore(Arrears.Task task) {
        return switch (task) {
            case NUMBERING -> new Wording("La numérotation des événements", "The numbering of events");
            case LOST_ATTEMPTS -> new Wording("Le repérage des envois perdus", "The search for lost attempts");
            case DEADLINES -> new Wording("La mise de côté de ce qui est en retard", "The parking of what is late");
            case LOOK_UPS -> new Wording("L’interrogation des services", "The look-ups at back-offices");
            case PURGE -> new Wording("L’effacement des demandes", "The erasure of submissions");
            case ATTACHMENTS -> new Wording("L’effacement des pièces", "The erasure of attachments");
        };
    }

    private static void ofLane(Situation.Lane lane, List<Trouble> troubles) {
        if (lane.isWell()) {
            return;
        }
        if (!lane.plugged()) {
            troubles.add(new Trouble(
                    Weight.OUTAGE,
                    "unplugged",
                    lane.id(),
                    lane.name(),
                    null,
                    lane.backlog(),
                    lane.oldest(),
                    "",
                    "/console/voies/" + lane.id()));
            return;
        }
        boolean runs = lane.state() == LaneState.RUNNING;
        troubles.add(new Trouble(
                runs ? Weight.SIGN : Weight.OUTAGE,
                runs ? "breaking" : lane.state() == LaneState.PAUSED ? "paused" : "closed",
                lane.id(),
                lane.name(),
                runs || lane.state() == LaneState.PAUSED ? null : lane.cause(),
                runs ? lane.calls().brokenLately() : lane.waiting(),
                runs ? null : lane.since(),
                lane.owner(),
                "/console/voies/" + lane.id()));
    }

    /** What is in doubt is being asked after, and no work; what waits for an agent's look is no fault. */
    private static void ofHeap(Situation.Lane lane, Operations.Heap heap, List<Trouble> troubles) {
        boolean parked = heap.state() == DeliveryState.PARKED;
        boolean toVerify = heap.cause() != null && heap.cause().startsWith(Resolution.TO_VERIFY);
        troubles.add(new Trouble(
                parked ? Weight.WORK : Weight.SIGN,
                toVerify ? "toVerify" : parked ? "parked" : "unknown",
                lane.id() + "/" + heap.cause(),
                lane.name(),
                heap.cause(),
                heap.count(),
                heap.since(),
                lane.owner(),
                Group.of(lane.id(), heap).link()));
    }
}
