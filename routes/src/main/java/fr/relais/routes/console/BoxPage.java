package fr.relais.routes.console;

import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Box;
import fr.relais.routes.teleservices.Teleservices;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What waits in the box of a service without software, and how far its agents have come. */
@Controller
class BoxPage {

    /** How many a page lists. */
    private static final int SHOWN = 50;

    private final Box box;
    private final LaneRegistry lanes;
    private final Teleservices teleservices;

    BoxPage(Box box, LaneRegistry lanes, Teleservices teleservices) {
        this.box = box;
        this.lanes = lanes;
        this.teleservices = teleservices;
    }

    /**
     * A stage, as a part of the box.
     *
     * @param count how many are in it
     */
    record Shelf(String stage, long count, boolean current) {}

    /**
     * A request, as the box lists it.
     *
     * @param title of its téléservice
     */
    record Line(Box.Entry entry, String title) {}

    @GetMapping("/console/boite")
    String box(
            @RequestParam(defaultValue = "NEW") Box.Stage etape,
            @RequestParam(defaultValue = "0") long apres,
            Model model,
            Locale language) {
        var systems = lanes.boxes();
        var found = box.entries(Authority.DEFAULT, systems, etape, apres, SHOWN + 1);
        var shown = found.subList(0, Math.min(SHOWN, found.size()));
        model.addAttribute(
                "shelves",
                box.counts(Authority.DEFAULT, systems).entrySet().stream()
                        .map(stage -> new Shelf(stage.getKey().name(), stage.getValue(), stage.getKey() == etape))
                        .toList());
        model.addAttribute("stage", etape.name());
        model.addAttribute(
                "lines",
                shown.stream()
                        .map(entry -> new Line(entry, teleservices.title(entry.teleservice(), language)))
                        .toList());
        model.addAttribute("next", found.size() > SHOWN ? shown.getLast().number() : null);
        return "console/box";
    }
}
