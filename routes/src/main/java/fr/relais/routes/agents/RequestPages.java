package fr.relais.routes.agents;

import fr.relais.connectors.Attachment;
import fr.relais.connectors.ClaimCheck;
import fr.relais.connectors.Delivery;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.ClaimChecks;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Ledger;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.teleservices.Teleservices;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * A request handed over as a claim check: announced here without a word of the person, opened by a click of an agent, and only then
 * shown. Following the link proves nothing: programs that look mails through do that too.
 */
@Controller
class RequestPages {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy 'à' HH 'h' mm", Locale.FRENCH)
            .withZone(ZoneId.of("Europe/Paris"));

    private final Operations operations;
    private final ClaimChecks checks;
    private final Ledger ledger;
    private final LaneRegistry lanes;
    private final Teleservices teleservices;
    private final Clock clock;

    RequestPages(
            Operations operations,
            ClaimChecks checks,
            Ledger ledger,
            LaneRegistry lanes,
            Teleservices teleservices,
            Clock clock) {
        this.operations = operations;
        this.checks = checks;
        this.ledger = ledger;
        this.lanes = lanes;
        this.teleservices = teleservices;
        this.clock = clock;
    }

    @GetMapping(path = "/demandes/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView show(@PathVariable String id) {
        var row = handedOver(id);
        var contents = row.flatMap(found -> ledger.contents(found.item()));
        if (row.isEmpty() || contents.isEmpty()) {
            return absent();
        }
        var page = new ModelAndView("demandes/request")
                .addObject("id", row.get().item().key().asWord())
                .addObject("reference", row.get().item().key().reference())
                .addObject("teleservice", title(row.get()))
                .addObject("received", moment(row.get().receivedAt()));
        checks.first(row.get().item().key())
                .ifPresent(opening -> page.addObject("opened", moment(opening.at()))
                        .addObject("agent", opening.agent())
                        .addObject("pieces", pieces(contents.get().attachments())));
        return page;
    }

    @PostMapping("/demandes/{id}")
    ModelAndView open(@PathVariable String id, Principal agent) {
        var row = handedOver(id);
        row.filter(found -> checks.first(found.item().key()).isEmpty())
                .ifPresent(found -> checks.open(found, agent.getName(), clock.instant()));
        return row.map(found -> new ModelAndView(
                        "redirect:/demandes/" + found.item().key().asWord()))
                .orElseGet(RequestPages::absent);
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
        var contents = row.flatMap(found -> ledger.contents(found.item()));
        if (row.isEmpty() || contents.isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        var key = row.get().item().key();
        if (checks.first(key).isEmpty()) {
            return ResponseEntity.status(HttpStatus.SEE_OTHER)
                    .header(HttpHeaders.LOCATION, "/demandes/" + key.asWord())
                    .build();
        }
        checks.read(row.get(), agent.getName(), clock.instant());
        try {
            return reading.of(
                    connector(row.get()).orElseThrow(),
                    contents.get().shown(row.get(), row.get().item().attempt()));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @FunctionalInterface
    private interface Reading {
        ResponseEntity<?> of(ClaimCheck connector, Delivery delivery) throws IOException;
    }

    /** One that was announced at least once and not given up. */
    private Optional<Operations.Row> handedOver(String id) {
        return operations
                .named(Authority.DEFAULT, id)
                .filter(row -> connector(row).isPresent())
                .filter(row -> row.item().attempt() > 0 && row.state() != DeliveryState.SKIPPED);
    }

    private Optional<ClaimCheck> connector(Operations.Row row) {
        return lanes.find(row.item().connector())
                .filter(lane -> lane.connector() instanceof ClaimCheck)
                .map(lane -> (ClaimCheck) lane.connector());
    }

    private String title(Operations.Row row) {
        return teleservices
                .find(row.teleservice())
                .map(teleservice -> teleservice.definition().title().in(Locale.FRENCH))
                .orElse(row.teleservice());
    }

    private static String moment(Instant at) {
        return MOMENT.format(at);
    }

    private static List<Piece> pieces(List<Attachment> attachments) {
        return IntStream.range(0, attachments.size())
                .mapToObj(index -> Piece.of(index + 1, attachments.get(index)))
                .toList();
    }

    private static ModelAndView absent() {
        var absent = new ModelAndView("demandes/absent");
        absent.setStatus(HttpStatus.NOT_FOUND);
        return absent;
    }

    /** An attachment, as the page names it. */
    record Piece(int number, String type, String size) {

        static Piece of(int number, Attachment attachment) {
            long kilobytes = Math.max(1, attachment.size() / 1000);
            return new Piece(number, attachment.type(), kilobytes + " ko");
        }
    }
}
