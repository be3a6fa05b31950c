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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** By whom something may be posted here; with until when secrets, theirs and ours, are good. */
@Controller
class PortalPages {

    private final Portals portals;
    private final Teleservices teleservices;
    private final Traffic traffic;
    private final Watch watch;
    private final Clock clock;

    PortalPages(Portals portals, Teleservices teleservices, Traffic traffic, Watch watch, Clock clock) {
        this.portals = portals;
        this.teleservices = teleservices;
        this.traffic = traffic;
        this.watch = watch;
        this.clock = clock;
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
            Posted posted) {}

    @GetMapping("/console/portails")
    String portals(Model model) {
        var posted = Posted.by(Traffic.Arrivals::portal, traffic, clock.instant());
        var situation = watch.situation(Authority.DEFAULT);
        var known = portals.all().stream().collect(Collectors.toMap(Portals.Portal::id, Function.identity()));
        model.addAttribute(
                "callers",
                Stream.concat(known.keySet().stream(), posted.keySet().stream())
                        .distinct()
                        .sorted()
                        .map(id -> caller(
                                id,
                                known.get(id),
                                situation.secretOf(id).orElse(null),
                                posted.getOrDefault(id, Posted.NOTHING)))
                        .toList());
        model.addAttribute("endings", situation.endings());
        return "console/portals";
    }

    private Caller caller(
            String id, Portals.@Nullable Portal portal, Situation.@Nullable Ending secret, Posted posted) {
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
                posted);
    }
}
