package fr.relais.routes.console;

import fr.relais.mappings.json.Json;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Inquiries;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Standings;
import fr.relais.routes.operations.Desk;
import fr.relais.routes.operations.OpsDocuments;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.report.StatusDocuments;
import fr.relais.routes.teleservices.Teleservices;
import fr.relais.routes.translation.PersonKeys;
import fr.relais.routes.watch.Watch;
import java.security.Principal;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/**
 * Finds a submission and tells all about it: where it stands, what happened, what went over each wire, and what to do now. What it says of
 * a person is shown only to who gives a reason, and that is written down first.
 */
@Controller
class DossierPages {

    private static final Logger AUDIT = LoggerFactory.getLogger("fr.relais.audit");

    private final Inquiries inquiries;
    private final Operations operations;
    private final Standings standings;
    private final StatusDocuments documents;
    private final Desk desk;
    private final Acts acts;
    private final PersonKeys persons;
    private final Teleservices teleservices;
    private final Watch watch;
    private final Clock clock;

    DossierPages(
            Inquiries inquiries,
            Operations operations,
            Standings standings,
            StatusDocuments documents,
            Desk desk,
            Acts acts,
            PersonKeys persons,
            Teleservices teleservices,
            Watch watch,
            Clock clock) {
        this.inquiries = inquiries;
        this.operations = operations;
        this.standings = standings;
        this.documents = documents;
        this.desk = desk;
        this.acts = acts;
        this.persons = persons;
        this.teleservices = teleservices;
        this.watch = watch;
        this.clock = clock;
    }

    @GetMapping("/console/dossiers")
    String latest(Model model) {
        model.addAttribute("found", inquiries.latest(Authority.DEFAULT));
        return "console/dossiers";
    }

    /** By POST: what a portal calls its own may name somebody, and addresses are kept in many places. */
    @PostMapping("/console/dossiers/recherche")
    String find(@RequestParam String q, Model model) {
        var known = q.strip();
        return shown(known.isEmpty() ? List.of() : inquiries.find(Authority.DEFAULT, known), model);
    }

    @PostMapping("/console/dossiers/personne")
    String ofPerson(
            @RequestParam String nom,
            @RequestParam String prenoms,
            @RequestParam String naissance,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            Model model) {
        if (nom.isBlank() || prenoms.isBlank() || !PartialDate.accepts(naissance.strip())) {
            model.addAttribute("told", "dossiers.personIncomplete");
            return latest(model);
        }
        var given = Arrays.asList(prenoms.strip().split("[\\s,]+"));
        var key = persons.person(
                new Identite(nom.strip(), null, given, new PartialDate(naissance.strip()), null, null, null));
        var because = Reason.of(reason);
        if (because.isEmpty()) {
            model.addAttribute("told", "reason.missing");
            return latest(model);
        }
        var found = inquiries.ofPerson(Authority.DEFAULT, key);
        AUDIT.info("{} looked for a person's submissions, found {}", account.getName(), found.size());
        found.forEach(one -> acts.search(one, because(because.get(), account)));
        return shown(found, model);
    }

    private static String shown(List<Inquiries.Found> found, Model model) {
        if (found.size() == 1) {
            return "redirect:/console/dossiers/" + found.getFirst().reference();
        }
        model.addAttribute("searched", true);
        model.addAttribute("found", found);
        return "console/dossiers";
    }

    @GetMapping("/console/dossiers/{reference}")
    String page(@PathVariable String reference, Model model, Locale language) {
        return page(submission(reference), false, model, language);
    }

    @PostMapping("/console/dossiers/{reference}/donnees")
    String reveal(
            @PathVariable String reference,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            Model model,
            Locale language) {
        var submission = submission(reference);
        var given = Reason.of(reason);
        if (given.isEmpty()) {
            model.addAttribute("told", "reason.missing");
            return page(submission, false, model, language);
        }
        if (submission.purged()) {
            return page(
                    submission, false, model, language); // there is nothing to show, and nothing of a person is kept
        }
        acts.reveal(submission, because(given.get(), account));
        return page(submission, true, model, language);
    }

    /** A delivery and what its service is called. */
    record Part(String name, int ordinal, OpsDocuments.Delivery delivery) {

        public boolean mayBeReplayed() {
            return List.of("PARKED", "PENDING").contains(delivery.state());
        }

        public boolean mayBeForced() {
            return delivery.state().equals("DELIVERED");
        }

        public boolean mayBeSkipped() {
            return List.of("WAITING", "PENDING", "UNKNOWN", "PARKED").contains(delivery.state());
        }

        public boolean mayBeResolved() {
            return List.of("UNKNOWN", "PARKED").contains(delivery.state());
        }
    }

    /** Who said a value. */
    record Origin(String pointer, String source, String asOf) {}

    private String page(Inquiries.Found submission, boolean inClear, Model model, Locale language) {
        var status = documents.of(
                standings
                        .findForEngineers(Authority.DEFAULT, submission.reference())
                        .orElseThrow(),
                language);
        var rows = operations.deliveries(Authority.DEFAULT, submission.id());
        var body = inquiries.body(submission).map(Json.LEDGER::readTree);
        var dossiers = inquiries.dossiers(submission).stream()
                .map(Json.LEDGER::readTree)
                .toList();
        model.addAttribute("submission", submission);
        model.addAttribute("teleservice", teleservices.title(submission.teleservice(), language));
        model.addAttribute("portalReference", inClear ? inquiries.portalReference(submission) : null);
        model.addAttribute("wording", status.wording());
        model.addAttribute("decision", status.decision());
        model.addAttribute("happenings", inquiries.happenings(submission));
        model.addAttribute(
                "parts",
                rows.stream()
                        .map(row -> new Part(
                                watch.name(row.item().connector(), language),
                                row.item().key().ordinal(),
                                desk.whole(row, language)))
                        .toList());
        model.addAttribute("acts", operations.acts(Authority.DEFAULT, submission));
        model.addAttribute("inClear", inClear);
        model.addAttribute("form", body.map(tree -> text(tree, inClear)).orElse(null));
        model.addAttribute(
                "dossiers", dossiers.stream().map(tree -> text(tree, inClear)).toList());
        model.addAttribute("origins", dossiers.isEmpty() ? List.of() : origins(dossiers.getLast()));
        return "console/dossier";
    }

    private static List<Origin> origins(JsonNode dossier) {
        return dossier.path("origines").properties().stream()
                .map(origin -> new Origin(
                        origin.getKey(),
                        origin.getValue().path("source").asString(),
                        origin.getValue().path("valeurAu").asString()))
                .toList();
    }

    private static String text(JsonNode tree, boolean inClear) {
        return Json.LEDGER.writerWithDefaultPrettyPrinter().writeValueAsString(inClear ? tree : Veil.over(tree));
    }

    private Acts.Because because(String reason, Principal account) {
        return new Acts.Because(Authority.DEFAULT, account.getName(), reason, clock.instant());
    }

    private Inquiries.Found submission(String reference) {
        return inquiries.named(Authority.DEFAULT, reference).orElseThrow(Frame::absent);
    }
}
