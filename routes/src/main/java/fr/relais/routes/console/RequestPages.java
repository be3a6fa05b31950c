package fr.relais.routes.console;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.Ruling;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.routes.delivery.Lane;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Box;
import fr.relais.routes.ledger.ClaimChecks;
import fr.relais.routes.ledger.Complements;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * A request in the box of a service without software: its agents take it in hand, ask for documents, and say what they decide.
 *
 * <p>A request is announced without a word of the person, opened by a click, and only then shown. Following a link proves nothing:
 * programs that look mails through do that too.
 */
@Controller
class RequestPages {

    private final Operations operations;
    private final ClaimChecks checks;
    private final Box box;
    private final Complements complements;
    private final Ledger ledger;
    private final LaneRegistry lanes;
    private final Teleservices teleservices;
    private final Clock clock;

    RequestPages(
            Operations operations,
            ClaimChecks checks,
            Box box,
            Complements complements,
            Ledger ledger,
            LaneRegistry lanes,
            Teleservices teleservices,
            Clock clock) {
        this.operations = operations;
        this.checks = checks;
        this.box = box;
        this.complements = complements;
        this.ledger = ledger;
        this.lanes = lanes;
        this.teleservices = teleservices;
        this.clock = clock;
    }

    @GetMapping("/demandes/{id}")
    String request(@PathVariable String id, Principal agent, Model model, Locale language) {
        var row = handedOver(id);
        var contents = ledger.contents(row.item()).orElseThrow(Frame::absent);
        var entry = box.find(row.item());
        model.addAttribute("id", row.item().key().asWord());
        model.addAttribute("reference", row.item().key().reference());
        model.addAttribute("teleservice", teleservices.title(row.teleservice(), language));
        model.addAttribute("received", row.receivedAt());
        model.addAttribute("entry", entry.orElse(null));
        model.addAttribute(
                "stage", entry.map(Box.Entry::stage).orElse(Box.Stage.NEW).name());
        model.addAttribute(
                "mine",
                entry.filter(one -> agent.getName().equals(one.takenBy())).isPresent());
        var opening = checks.first(row.item().key());
        model.addAttribute("opening", opening.orElse(null));
        if (opening.isPresent()) {
            model.addAttribute("pieces", pieces(contents.attachments(), row.teleservice(), language));
            var asked = complements.asked(row.item());
            model.addAttribute(
                    "asked",
                    asked.stream()
                            .map(one -> new Wanted(
                                    one.type(),
                                    label(row.teleservice(), one.type(), language),
                                    one.at(),
                                    one.answeredAt()))
                            .toList());
            model.addAttribute(
                    "mayAskFor",
                    box.mayAskFor(row.item()).stream()
                            .filter(type -> asked.stream()
                                    .noneMatch(one -> one.type().equals(type) && one.answeredAt() == null))
                            .map(type -> new Wanted(type, label(row.teleservice(), type, language), null, null))
                            .toList());
            model.addAttribute("outcomes", Ruling.Outcome.values());
        }
        return "console/request";
    }

    /**
     * Opens it as well: with that, the service has received it.
     *
     * @param de who had it in hand when the page was shown
     */
    @PostMapping("/demandes/{id}")
    String take(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String de,
            Principal agent,
            RedirectAttributes told) {
        var row = handedOver(id);
        if (!box.take(row, de, agent.getName(), clock.instant())) {
            told.addFlashAttribute("told", "box.late");
        }
        return page(row);
    }

    @PostMapping("/demandes/{id}/piece")
    String ask(@PathVariable String id, @RequestParam String type, Principal agent, RedirectAttributes told) {
        return act(id, "pièce : " + type, agent, told, "box.asked", (row, because) -> box.ask(row, type, because));
    }

    @PostMapping("/demandes/{id}/decision")
    String decide(
            @PathVariable String id,
            @RequestParam Ruling.Outcome outcome,
            @RequestParam(required = false) @Nullable String reason,
            Principal agent,
            RedirectAttributes told) {
        return act(id, reason, agent, told, "box.decided", (row, because) -> box.decide(row, outcome, because));
    }

    @PostMapping("/demandes/{id}/cloture")
    String close(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Principal agent,
            RedirectAttributes told) {
        return act(id, reason, agent, told, "box.closed", box::close);
    }

    /** Acts with a reason, and goes back to the request. */
    private String act(
            String id,
            @Nullable String reason,
            Principal agent,
            RedirectAttributes told,
            String done,
            BiPredicate<Operations.Row, Acts.Because> deed) {
        var row = handedOver(id);
        told.addFlashAttribute(
                "told",
                Reason.of(reason)
                        .map(given -> new Acts.Because(Authority.DEFAULT, agent.getName(), given, clock.instant()))
                        .map(because -> deed.test(row, because) ? done : "box.late")
                        .orElse("reason.missing"));
        return page(row);
    }

    private static String page(Operations.Row row) {
        return "redirect:/demandes/" + row.item().key().asWord();
    }

    @GetMapping("/demandes/{id}/demande.pdf")
    ResponseEntity<?> document(@PathVariable String id, Principal agent) {
        return read(
                id,
                agent,
                (connector, delivery) -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_PDF)
                        .body(connector.document(delivery)));
    }

    @GetMapping("/demandes/{id}/pieces/{number}")
    ResponseEntity<?> piece(@PathVariable String id, @PathVariable int number, Principal agent) {
        return read(
                id,
                agent,
                (connector, delivery) ->
                        number < 1 || number > delivery.attachments().size()
                                ? ResponseEntity.notFound().build()
                                : file(delivery.attachments().get(number - 1)));
    }

    private static ResponseEntity<Resource> file(Attachment attachment) throws IOException {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(attachment.mediaType()))
                .contentLength(attachment.size())
                .body(new InputStreamResource(attachment.content().open()));
    }

    /** Only what was opened is read, and that it is gets written down first. */
    private ResponseEntity<?> read(String id, Principal agent, Reading reading) {
        var row = handedOver(id);
        var contents = ledger.contents(row.item()).orElseThrow(Frame::absent);
        var key = row.item().key();
        if (checks.first(key).isEmpty()) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/demandes/" + key.asWord())
                    .build();
        }
        checks.read(row, agent.getName(), clock.instant());
        try {
            return reading.of(
                    connector(row).orElseThrow(), contents.shown(row, row.item().attempt()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @FunctionalInterface
    private interface Reading {
        ResponseEntity<?> of(ClaimCheck connector, Delivery delivery) throws IOException;
    }

    /** One that came into the box or was announced, and was not given up. */
    private Operations.Row handedOver(String id) {
        return operations
                .named(Authority.DEFAULT, id)
                .filter(row -> connector(row).isPresent())
                .filter(row -> row.item().attempt() > 0 && row.state() != DeliveryState.SKIPPED)
                .orElseThrow(Frame::absent);
    }

    private Optional<ClaimCheck> connector(Operations.Row row) {
        return lanes.find(row.item().connector())
                .map(Lane::connector)
                .filter(ClaimCheck.class::isInstance)
                .map(ClaimCheck.class::cast);
    }

    private String label(String teleservice, String type, Locale language) {
        return teleservices
                .find(teleservice)
                .flatMap(found -> found.definition().attachments().stream()
                        .filter(piece -> piece.type().equals(type))
                        .findFirst())
                .map(Definition.Piece::label)
                .map(label -> label.in(language))
                .orElse(type);
    }

    private List<Piece> pieces(List<Attachment> attachments, String teleservice, Locale language) {
        return IntStream.range(0, attachments.size())
                .mapToObj(index -> new Piece(
                        index + 1,
                        label(teleservice, attachments.get(index).type(), language),
                        Math.max(1, attachments.get(index).size() / 1000)))
                .toList();
    }

    /**
     * A document that is asked for, or may be.
     *
     * @param at since when
     */
    record Wanted(
            String type,
            String label,
            @Nullable Instant at,
            @Nullable Instant answeredAt) {}

    /** An attachment, as the page names it. */
    record Piece(int number, String label, long kilobytes) {}
}
