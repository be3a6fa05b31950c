package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The lanes, for engineers. Every act needs a reason and is written down; one that comes too late is a conflict. */
@RestController
@RequestMapping(path = "/ops/v1/lanes", produces = "application/json")
class LaneController {

    private final Acts acts;
    private final Desk desk;
    private final Callers callers;
    private final Clock clock;

    LaneController(Acts acts, Desk desk, Callers callers, Clock clock) {
        this.acts = acts;
        this.desk = desk;
        this.callers = callers;
        this.clock = clock;
    }

    @GetMapping
    OpsDocuments.Page<OpsDocuments.Lane> lanes(@AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        return new OpsDocuments.Page<>(
                desk.lanes(callers.of(token).authority(), ProblemWriter.language(request)), null);
    }

    @PostMapping(path = "/{id}/pause", consumes = "application/json")
    OpsDocuments.Lane pause(@PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        return changed(
                id, acts.pause(desk.known(id, callers.of(token).authority()), because(order, token)), token, request);
    }

    @PostMapping(path = "/{id}/resume", consumes = "application/json")
    OpsDocuments.Lane resume(@PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        return changed(
                id, acts.resume(desk.known(id, callers.of(token).authority()), because(order, token)), token, request);
    }

    private Acts.Because because(Order order, Jwt token) {
        return order.because(callers.of(token), clock.instant());
    }

    private OpsDocuments.Lane changed(String id, boolean done, Jwt token, HttpServletRequest request) {
        if (!done) {
            throw new Refusal(
                    ProblemCode.CONFLICT,
                    new Wording("La voie est déjà dans cet état.", "The lane is in that state already."));
        }
        return lanes(token, request).items().stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow(Order::notFound);
    }
}
