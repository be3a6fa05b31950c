package fr.relais.routes.operations;

import fr.relais.routes.clients.Callers;
import fr.relais.routes.problems.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends many deliveries again at once, or makes their dossiers anew before: what a correction made possible. A dry run needs no reason, and
 * changes nothing.
 */
@RestController
@RequestMapping(path = "/ops/v1", produces = "application/json")
class ReplayController {

    private final Replays replays;
    private final Remaps remaps;
    private final Desk desk;
    private final Callers callers;
    private final Clock clock;

    ReplayController(Replays replays, Remaps remaps, Desk desk, Callers callers, Clock clock) {
        this.replays = replays;
        this.remaps = remaps;
        this.desk = desk;
        this.callers = callers;
        this.clock = clock;
    }

    @PostMapping(path = "/replays", consumes = "application/json")
    OpsDocuments.Replay replay(@AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
        var order = Order.read(request, ReplayOrder.class);
        var caller = callers.of(token);
        var language = ProblemWriter.language(request);
        var chosen = order.chosen().selection(desk, caller.authority());
        boolean notApplied = Boolean.TRUE.equals(order.notApplied());
        long after = order.after();
        return Boolean.TRUE.equals(order.dryRun())
                ? replays.rehearse(caller.authority(), chosen, notApplied, after, language)
                : replays.replay(
                        Order.because(order.reason(), caller, clock.instant()), chosen, notApplied, after, language);
    }

    @PostMapping(path = "/remaps", consumes = "application/json")
    OpsDocuments.Replay remap(@AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
        var order = Order.read(request, ReplayOrder.class);
        var caller = callers.of(token);
        var language = ProblemWriter.language(request);
        var chosen = order.chosen().selection(desk, caller.authority());
        return Boolean.TRUE.equals(order.dryRun())
                ? remaps.rehearse(caller.authority(), chosen, order.after(), language)
                : remaps.remap(Order.because(order.reason(), caller, clock.instant()), chosen, order.after(), language);
    }
}
