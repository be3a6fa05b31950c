package fr.relais.routes.console;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Portals;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Traffic;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What may be posted here, and by whom: the téléservices in force, folders that are rejected, and the portals; with until when secrets, theirs and ours, are good. */
@Controller
class RegisterPages {

    private static final Duration A_MONTH = Duration.ofDays(30);

    private final Teleservices teleservices;
    private final Portals portals;
    private final Traffic traffic;
    private final Watch watch;
    private final Clock clock;

    RegisterPages(Teleservices teleservices, Portals portals, Traffic traffic, Watch watch, Clock clock) {
        this.teleservices = teleservices;
        this.portals = portals;
        this.traffic = traffic;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * A téléservice, and how much it was used in thirty days.
     *
     * @param last when it was posted last within them
     */
    record Line(
            Definition definition,
            String title,
            String hash,
            long posted,
            @Nullable Instant last) {}

    @GetMapping("/console/teleservices")
    String teleservices(Model model, Locale language) {
        var arrivals = arrivals(Traffic.Arrivals::teleservice);
        model.addAttribute(
                "lines",
                teleservices.all().stream()
                        .sorted(Comparator.comparing(one -> one.definition().id()))
                        .map(one ->
                                line(one, arrivals.getOrDefault(one.definition().id(), List.of()), language))
                        .toList());
        model.addAttribute("rejected", teleservices.rejected());
        return "console/teleservices";
    }

    private static Line line(Teleservice one, List<Traffic.Arrivals> arrivals, Locale language) {
        return new Line(
                one.definition(), one.definition().title().in(language), one.hash(), count(arrivals), last(arrivals));
    }

    /**
     * A portal, what it may offer, and how much it posted in thirty days.
     *
     * @param configured whether it is still; one that is not may post nothing, whatever its token says
     * @param perMinute its quota; no limit when absent
     * @param secret when its secret ends, if somebody said
     */
    record Caller(
            String id,
            boolean configured,
            List<String> audiences,
            List<String> offers,
            @Nullable Integer perMinute,
            @Nullable Integer perPersonPerMinute,
            Situation.@Nullable Ending secret,
            long posted,
            @Nullable Instant last) {}

    @GetMapping("/console/portails")
    String portals(Model model) {
        var arrivals = arrivals(Traffic.Arrivals::portal);
        var situation = watch.situation(Authority.DEFAULT);
        var known = portals.all().stream().collect(Collectors.toMap(Portals.Portal::id, Function.identity()));
        model.addAttribute(
                "callers",
                Stream.concat(known.keySet().stream(), arrivals.keySet().stream())
                        .distinct()
                        .sorted()
                        .map(id -> caller(
                                id,
                                known.get(id),
                                situation.secretOf(id).orElse(null),
                                arrivals.getOrDefault(id, List.of())))
                        .toList());
        model.addAttribute("endings", situation.endings());
        return "console/portals";
    }

    private Caller caller(
            String id,
            Portals.@Nullable Portal portal,
            Situation.@Nullable Ending secret,
            List<Traffic.Arrivals> arrivals) {
        return new Caller(
                id,
                portal != null,
                portal == null ? List.of() : portal.audiences(),
                portal == null
                        ? List.of()
                        : teleservices.all().stream()
                                .map(Teleservice::definition)
                                .filter(portal::mayUse)
                                .map(Definition::id)
                                .sorted()
                                .toList(),
                portal == null ? null : portal.perMinute(),
                portal == null ? null : portal.perPersonPerMinute(),
                secret,
                count(arrivals),
                last(arrivals));
    }

    private Map<String, List<Traffic.Arrivals>> arrivals(Function<Traffic.Arrivals, String> by) {
        return traffic.arrivals(Authority.DEFAULT, clock.instant().minus(A_MONTH), clock.instant()).stream()
                .collect(Collectors.groupingBy(by));
    }

    private static long count(List<Traffic.Arrivals> arrivals) {
        return arrivals.stream().mapToLong(Traffic.Arrivals::count).sum();
    }

    private static @Nullable Instant last(List<Traffic.Arrivals> arrivals) {
        return arrivals.stream()
                .map(Traffic.Arrivals::last)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
