package fr.relais.routes.console;

import fr.relais.connectors.Connector;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Drafts;
import fr.relais.routes.ledger.Traffic;
import fr.relais.routes.teleservices.Teleservices;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** What may be posted here: the téléservices in force, folders that are rejected, and drafts. */
@Controller
class TeleservicePages {

    private final Teleservices teleservices;
    private final Drafts drafts;
    private final Traffic traffic;
    private final List<Connector> connectors;
    private final Clock clock;

    TeleservicePages(
            Teleservices teleservices, Drafts drafts, Traffic traffic, List<Connector> connectors, Clock clock) {
        this.teleservices = teleservices;
        this.drafts = drafts;
        this.traffic = traffic;
        this.connectors = List.copyOf(connectors);
        this.clock = clock;
    }

    /**
     * A téléservice, as a page shows it.
     *
     * @param hash of its bundle
     */
    record Line(Definition definition, String title, String hash, Posted posted) {}

    @GetMapping("/console/teleservices")
    String teleservices(Model model, Locale language) {
        var posted = Posted.by(Traffic.Arrivals::teleservice, traffic, clock.instant());
        model.addAttribute(
                "lines",
                teleservices.all().stream()
                        .sorted(Comparator.comparing(one -> one.definition().id()))
                        .map(one ->
                                line(one, posted.getOrDefault(one.definition().id(), Posted.NOTHING), language))
                        .toList());
        model.addAttribute("lookedAt", teleservices.lookedAt());
        model.addAttribute("rejected", teleservices.rejected());
        model.addAttribute("drafts", drafts.all(Authority.DEFAULT));
        return "console/teleservices";
    }

    /**
     * One of them: its versions, its samples, and what would become of one.
     *
     * @param exemple the sample to be tried
     */
    @GetMapping("/console/teleservices/{id}")
    String teleservice(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String exemple,
            Model model,
            Locale language) {
        var teleservice = teleservices.find(id).orElseThrow(Frame::absent);
        model.addAttribute("line", line(teleservice, Posted.NOTHING, language));
        model.addAttribute(
                "former",
                teleservice.former().values().stream()
                        .map(Teleservice::definition)
                        .toList());
        model.addAttribute("where", teleservices.folder(id).orElse(null));
        model.addAttribute("samples", DraftPages.samples(teleservice.folder()));
        model.addAttribute("sample", exemple);
        model.addAttribute(
                "rehearsed", exemple == null ? null : DraftPages.rehearsed(connectors, teleservice.folder(), exemple));
        return "console/teleservice";
    }

    private static Line line(Teleservice one, Posted posted, Locale language) {
        return new Line(one.definition(), one.definition().title().in(language), one.hash(), posted);
    }
}
