package fr.relais.routes.console;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Outages;
import java.security.Principal;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is or was wrong, who was told, and who takes care of it. */
@Controller
class AlertsPage {

    private static final int SHOWN = 100;

    private final Outages outages;
    private final Clock clock;

    AlertsPage(Outages outages, Clock clock) {
        this.outages = outages;
        this.clock = clock;
    }

    @GetMapping("/console/alertes")
    String page(Model model) {
        var latest = outages.latest(Authority.DEFAULT, SHOWN);
        model.addAttribute(
                "open", latest.stream().filter(outage -> !outage.isOver()).toList());
        model.addAttribute(
                "over", latest.stream().filter(Outages.Outage::isOver).toList());
        return "console/alerts";
    }

    /** Somebody says that he takes care of it: nobody else is woken for it. */
    @PostMapping("/console/alertes/{id}/charge")
    String acknowledge(@PathVariable long id, Principal account, RedirectAttributes told) {
        boolean taken = outages.acknowledge(Authority.DEFAULT, id, account.getName(), clock.instant());
        told.addFlashAttribute("told", taken ? "alerts.taken" : "alerts.late");
        return "redirect:/console/alertes";
    }
}
