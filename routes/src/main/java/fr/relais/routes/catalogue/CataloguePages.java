package fr.relais.routes.catalogue;

import fr.relais.connectors.Connector;
import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.prefill.Sources;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/** What this installation asks of whom and why, and who talks to whom: for citizens, agents and whoever must answer for it. */
@Controller
class CataloguePages {

    private final Sheets sheets;
    private final Register register;
    private final LaneRegistry lanes;
    private final Sources sources;
    private final CamelContext camel;

    CataloguePages(Sheets sheets, Register register, LaneRegistry lanes, Sources sources, CamelContext camel) {
        this.sheets = sheets;
        this.register = register;
        this.lanes = lanes;
        this.sources = sources;
        this.camel = camel;
    }

    @GetMapping(path = "/catalogue", produces = MediaType.TEXT_HTML_VALUE)
    String list(Model model) {
        model.addAttribute("sheets", sheets.open());
        return "catalogue/list";
    }

    @GetMapping(path = "/catalogue/teleservices/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView one(@PathVariable String id) {
        return sheets.open(id)
                .map(sheet -> new ModelAndView("catalogue/sheet").addObject("sheet", sheet))
                .orElseGet(() -> {
                    var absent = new ModelAndView("catalogue/absent");
                    absent.setStatus(HttpStatus.NOT_FOUND);
                    return absent;
                });
    }

    @GetMapping(path = "/catalogue/architecture", produces = MediaType.TEXT_HTML_VALUE)
    String architecture(Model model) {
        var definitions =
                sheets.processing().stream().map(Teleservice::definition).toList();
        model.addAttribute("map", ArchitectureMap.of(definitions, lanes, sources));
        model.addAttribute("width", ArchitectureMap.WIDTH);
        model.addAttribute(
                "systems", lanes.connectors().stream().map(SystemLine::of).toList());
        model.addAttribute("sources", sources.all().stream().map(SourceLine::of).toList());
        model.addAttribute(
                "routes",
                camel.getRoutes().stream()
                        .map(RouteLine::of)
                        .sorted(Comparator.comparing(RouteLine::id))
                        .toList());
        model.addAttribute("sheets", sheets.open());
        return "catalogue/architecture";
    }

    @GetMapping(path = "/catalogue/registre.csv", produces = "text/csv")
    ResponseEntity<byte[]> register() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("registre.csv")
                                .build()
                                .toString())
                .body(register.csv().getBytes(StandardCharsets.UTF_8));
    }

    /** A back-office: what it can be asked, at what pace, and who answers for it. */
    record SystemLine(String name, String id, List<String> operations, String pace, String owner, boolean simulated) {

        static SystemLine of(Connector connector) {
            var lane = connector.lane();
            return new SystemLine(
                    connector.name().in(Locale.FRENCH),
                    connector.id().value(),
                    connector.operations().keySet().stream().sorted().toList(),
                    "%s par seconde, %d à la fois".formatted(lane.perSecond(), lane.concurrency()),
                    lane.owner(),
                    connector.isSimulated());
        }
    }

    /** A national source: what it can be asked, and at what pace. */
    record SourceLine(String name, String id, List<String> facts, String pace, boolean simulated) {

        static SourceLine of(FactSource source) {
            return new SourceLine(
                    source.name().in(Locale.FRENCH),
                    source.id().value(),
                    source.facts().keySet().stream().sorted().toList(),
                    source.source().perSecond() + " par seconde",
                    source.isSimulated());
        }
    }

    /** A path messages take within the hub. */
    record RouteLine(String id, String description) {

        static RouteLine of(Route route) {
            return new RouteLine(route.getRouteId(), String.valueOf(route.getDescription()));
        }
    }
}
