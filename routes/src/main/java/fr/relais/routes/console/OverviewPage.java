package fr.relais.routes.console;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.watch.Watch;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What is wrong, since when, whom it touches and who owns it; and how everything flows. */
@Controller
class OverviewPage {

    private final Watch watch;

    OverviewPage(Watch watch) {
        this.watch = watch;
    }

    @GetMapping("/console")
    String page(Model model) {
        model.addAttribute("situation", watch.situation(Authority.DEFAULT));
        return "console/overview";
    }

    /** What of it changes. */
    @GetMapping("/console/vue")
    String live(Model model) {
        page(model);
        return "console/overview :: live";
    }
}
