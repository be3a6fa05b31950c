package fr.relais.routes.operations;

import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Standings;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.report.StatusDocument;
import fr.relais.routes.report.StatusDocuments;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The deliveries, for engineers. Every act needs a reason and is written down; one that comes too late is a conflict. */
@RestController
@RequestMapping(path = "/ops/v1", produces = "application/json")
class DeliveryController {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Operations operations;
    private final Repairs repairs;
    private final Desk desk;
    private final Standings standings;
    private final StatusDocuments documents;
    private final Callers callers;
    private final Clock clock;

    DeliveryController(
            Operations operations,
            Repairs repairs,
            Desk desk,
            Standings standings,
            StatusDocuments documents,
            Callers callers,
            Clock clock) {
        this.operations = operations;
        this.repairs = repairs;
        this.desk = desk;
        this.standings = standings;
        this.documents = documents;
        this.callers = callers;
        this.clock = clock;
    }

    /** Whoever's submission it is, by its reference or id. */
    @GetMapping("/submissions")
    OpsDocuments.Page<StatusDocument> submissions(
            @RequestParam String q, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        return new OpsDocuments.Page<>(
                standings.findForEngineers(callers.of(token).authority(), q).stream()
                        .map(standing -> documents.of(standing, ProblemWriter.language(request)))
                        .toList(),
                null);
    }

    @GetMapping("/deliveries")
    OpsDocuments.Page<OpsDocuments.Delivery> deliveries(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String lane,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String teleservice,
            @RequestParam(required = false) @Nullable String receivedFrom,
            @RequestParam(required = false) @Nullable String receivedUntil,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "" + USUAL) String limit,
            @AuthenticationPrincipal Jwt token,
            HttpServletRequest request) {
        int most = (int) Order.number(limit, 1, MOST);
        var rows = operations.deliveries(
                callers.of(token).authority(),
                new Chosen(state, lane, cause, teleservice, receivedFrom, receivedUntil)
                        .selection(desk, callers.of(token).authority()),
                cursor == null ? 0 : Order.number(cursor, 0, Long.MAX_VALUE),
                most + 1);
        var shown = rows.subList(0, Math.min(most, rows.size()));
        return new OpsDocuments.Page<>(
                shown.stream()
                        .map(row -> desk.line(row, ProblemWriter.language(request)))
                        .toList(),
                rows.size() > most ? String.valueOf(shown.getLast().item().deliveryId()) : null);
    }

    @GetMapping("/deliveries/{id}")
    OpsDocuments.Delivery delivery(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request) {
        return desk.whole(row(id, token), ProblemWriter.language(request));
    }

    @PostMapping(path = "/deliveries/{id}/replay", consumes = "application/json")
    OpsDocuments.Delivery replay(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        repairs.replay(
                row(id, token),
                Boolean.TRUE.equals(order.notApplied()),
                Boolean.TRUE.equals(order.force()),
                because(order, token));
        return line(id, token, request);
    }

    @PostMapping(path = "/deliveries/{id}/skip", consumes = "application/json")
    OpsDocuments.Delivery skip(@PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        repairs.skip(row(id, token), because(order, token));
        return line(id, token, request);
    }

    @PostMapping(path = "/deliveries/{id}/resolve", consumes = "application/json")
    OpsDocuments.Delivery resolve(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        repairs.resolve(row(id, token), verdict(order.outcome()), order.targetReference(), because(order, token));
        return line(id, token, request);
    }

    private static Repairs.Verdict verdict(@Nullable String outcome) {
        return Arrays.stream(Repairs.Verdict.values())
                .filter(verdict -> verdict.name().equals(outcome))
                .findFirst()
                .orElseThrow(() -> Order.invalid(
                        "« outcome » est DELIVERED ou DECLINED, selon ce que dit le service.",
                        "\"outcome\" is DELIVERED or DECLINED, as the service says."));
    }

    private OpsDocuments.Delivery line(String id, Jwt token, HttpServletRequest request) {
        return desk.line(row(id, token), ProblemWriter.language(request));
    }

    private Operations.Row row(String id, Jwt token) {
        return operations.named(callers.of(token).authority(), id).orElseThrow(Order::notFound);
    }

    private Acts.Because because(Order order, Jwt token) {
        return order.because(callers.of(token), clock.instant());
    }
}
