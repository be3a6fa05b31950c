package fr.relais.routes.watch;

import fr.relais.connectors.ConnectorId;
import fr.relais.connectors.Expiring;
import fr.relais.connectors.Expiry;
import fr.relais.connectors.Expiry.Kind;
import fr.relais.connectors.LaneSettings;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Portals;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.prefill.Sources;
import fr.relais.routes.watch.Situation.Ending;
import fr.relais.routes.watch.Situation.Trouble;
import fr.relais.routes.watch.Situation.Weight;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** What this hub holds, or was told of, that ends on some day. Read once: keys and tokens are, too, when it starts. */
@Component
@EnableConfigurationProperties(WatchSettings.class)
final class Expiries {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** What the runbook calls it. */
    private static final String CODE = "expiry";

    private final List<Ending> all;
    private final WatchSettings settings;

    Expiries(LaneRegistry lanes, Sources sources, Portals portals, WatchSettings settings) {
        this.settings = settings;
        this.all = Stream.of(ofLanes(lanes), ofSources(sources), ofClients(portals))
                .flatMap(Function.identity())
                .sorted(Comparator.comparing(Ending::at).thenComparing(Ending::subject))
                .toList();
    }

    /** The first to end first. */
    List<Ending> all() {
        return all;
    }

    private Stream<Ending> ofLanes(LaneRegistry lanes) {
        return lanes.connectors().stream()
                .flatMap(one -> held(one, one.id(), one.name(), one.lane().owner()));
    }

    private Stream<Ending> ofSources(Sources sources) {
        return sources.all().stream()
                .flatMap(one -> held(one, one.id(), one.name(), one.source().owner()));
    }

    private Stream<Ending> held(Object holder, ConnectorId id, Wording name, String owner) {
        return holder instanceof Expiring expiring
                ? expiring.expiries().stream().map(expiry -> ending(expiry, id.value(), name, owner))
                : Stream.of();
    }

    private Stream<Ending> ofClients(Portals portals) {
        return portals.secretsUntil().entrySet().stream()
                .map(one -> ending(
                        Expiry.on(Kind.SECRET, Situation.SECRET, one.getValue()),
                        one.getKey(),
                        new Wording(one.getKey(), one.getKey()),
                        LaneSettings.DEFAULT_OWNER));
    }

    private Ending ending(Expiry expiry, String of, Wording whose, String owner) {
        return new Ending(expiry, of, whose, owner, expiry.at().minus(settings.expiryNotice()));
    }

    /** Of one that is near, or that nobody renewed in time. A date that was written down by hand proves no outage. */
    Optional<Trouble> trouble(Ending ending, Instant now) {
        if (!ending.isNear(now) && !ending.isPast(now)) {
            return Optional.empty();
        }
        return Optional.of(new Trouble(
                ending.isPast(now) ? Weight.WORK : Weight.SIGN,
                ending.isPast(now) ? Trouble.EXPIRED : Trouble.EXPIRES,
                ending.subject(),
                told(ending),
                CODE,
                0,
                ending.isPast(now) ? ending.at() : null,
                ending.owner(),
                "/console/portails#echeances"));
    }

    private static Wording told(Ending ending) {
        return new Wording(
                "%s : %s jusqu’au %s"
                        .formatted(ending.whose().fr(), ending.what().fr(), day(ending, Locale.FRENCH)),
                "%s: %s until %s".formatted(ending.whose().en(), ending.what().en(), day(ending, Locale.ENGLISH)));
    }

    private static String day(Ending ending, Locale language) {
        return ending.at().atZone(PARIS).format(DateTimeFormatter.ofPattern("d MMMM yyyy", language));
    }
}
