package fr.relais.routes.console;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.signin.Role;
import fr.relais.routes.watch.Watch;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
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

    /** Whoever only has a box to mind goes to that. */
    @GetMapping("/console")
    String page(HttpServletRequest request, Model model) {
        return LOOKERS_ON.stream().anyMatch(request::isUserInRole)
                ? live(model, "console/overview")
                : "redirect:/console/boite";
    }

    private static final List<String> LOOKERS_ON =
            List.of(Role.ENGINEER.name(), Role.DIRECTION.name(), Role.ADMIN.name());

    private String live(Model model, String page) {
        model.addAttribute("situation", watch.situation(Authority.DEFAULT));
        return page;
    }

    /** What of it changes. */
    @GetMapping("/console/vue")
    String live(Model model) {
        return live(model, "console/overview :: live");
    }
}
