package fr.relais.routes.operations;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.clients.Callers;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Standings;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.ProblemWriter;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.report.StatusDocument;
import fr.relais.routes.report.StatusDocuments;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern REFERENCE = Pattern.compile("[\\w./-]{1,40}");

    private final Operations operations;
    private final Acts acts;
    private final Desk desk;
    private final Standings standings;
    private final StatusDocuments documents;
    private final Callers callers;
    private final Clock clock;

    DeliveryController(
            Operations operations,
            Acts acts,
            Desk desk,
            Standings standings,
            StatusDocuments documents,
            Callers callers,
            Clock clock) {
        this.operations = operations;
        this.acts = acts;
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
        var row = row(id, token);
        var because = because(order, token);
        boolean force = Boolean.TRUE.equals(order.force());
        if (row.state() == DeliveryState.DELIVERED && !force) {
            throw new Refusal(
                    ProblemCode.CONFLICT,
                    new Wording(
                            "Elle est transmise. Si le système l'a perdue depuis, ajoutez « force ».",
                            "It was delivered. If its system has lost it since, add \"force\"."));
        }
        boolean done =
                force ? acts.force(row, because) : acts.replay(row, Boolean.TRUE.equals(order.notApplied()), because);
        return moved(id, done, token, request);
    }

    @PostMapping(path = "/deliveries/{id}/skip", consumes = "application/json")
    OpsDocuments.Delivery skip(@PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        return moved(id, acts.skip(row(id, token), because(order, token)), token, request);
    }

    @PostMapping(path = "/deliveries/{id}/resolve", consumes = "application/json")
    OpsDocuments.Delivery resolve(
            @PathVariable String id, @AuthenticationPrincipal Jwt token, HttpServletRequest request)
            throws IOException {
        var order = Order.read(request);
        var outcome = order.outcome() == null ? "" : order.outcome();
        if (!List.of("DELIVERED", "DECLINED").contains(outcome)) {
            throw Order.invalid(
                    "« outcome » est DELIVERED ou DECLINED, selon ce que dit le service.",
                    "\"outcome\" is DELIVERED or DECLINED, as the service says.");
        }
        if (order.targetReference() != null
                && !REFERENCE.matcher(order.targetReference()).matches()) {
            throw Order.invalid(
                    "« targetReference » est la référence chez le service : 40 caractères au plus, sans blanc.",
                    "\"targetReference\" is the service's own: at most 40 characters, without blanks.");
        }
        var row = row(id, token);
        if (row.decides() && outcome.equals("DELIVERED") && order.targetReference() == null) {
            throw Order.invalid(
                    "Le téléservice attend la décision de ce système : donnez « targetReference », sans quoi elle ne peut lui être demandée.",
                    "The téléservice awaits this system's decision: give \"targetReference\", without which it can't be asked for.");
        }
        boolean done = acts.resolve(row, outcome.equals("DELIVERED"), order.targetReference(), because(order, token));
        return moved(id, done, token, request);
    }

    private OpsDocuments.Delivery moved(String id, boolean done, Jwt token, HttpServletRequest request) {
        if (!done) {
            throw new Refusal(
                    ProblemCode.CONFLICT,
                    new Wording(
                            "Dans son état présent, cela ne se peut ; ou quelqu'un a été plus rapide. Relisez-la.",
                            "In its present state this can't be done, or somebody was quicker. Read it again."));
        }
        return desk.line(row(id, token), ProblemWriter.language(request));
    }

    private Operations.Row row(String id, Jwt token) {
        return operations.named(callers.of(token).authority(), id).orElseThrow(Order::notFound);
    }

    private Acts.Because because(Order order, Jwt token) {
        return order.because(callers.of(token), clock.instant());
    }
}
