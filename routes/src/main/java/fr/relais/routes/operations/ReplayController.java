package fr.relais.routes.operations;

import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Acts;
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
        var page = page(order, token, request);
        boolean notApplied = Boolean.TRUE.equals(order.notApplied());
        return Boolean.TRUE.equals(order.dryRun())
                ? replays.rehearse(page, notApplied)
                : replays.replay(page, notApplied, because(order, token));
    }

    @PostMapping(path = "/remaps", consumes = "application/json")
    OpsDocuments.Replay remap(@AuthenticationPrincipal Jwt token, HttpServletRequest request) throws IOException {
        var order = Order.read(request, ReplayOrder.class);
        var page = page(order, token, request);
        return Boolean.TRUE.equals(order.dryRun()) ? remaps.rehearse(page) : remaps.remap(page, because(order, token));
    }

    private Batch.Page page(ReplayOrder order, Jwt token, HttpServletRequest request) {
        var authority = callers.of(token).authority();
        return new Batch.Page(
                authority, order.chosen().selection(desk, authority), order.after(), ProblemWriter.language(request));
    }

    private Acts.Because because(ReplayOrder order, Jwt token) {
        return Order.because(order.reason(), callers.of(token), clock.instant());
    }
}
