package fr.relais.routes.console;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Sequencer;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what by hand and why; and whether the ledger's events are as they were written. */
@Controller
class AuditPage {

    private static final int SHOWN = 50;

    private final Operations operations;
    private final Sequencer sequencer;

    AuditPage(Operations operations, Sequencer sequencer) {
        this.operations = operations;
        this.sequencer = sequencer;
    }

    @GetMapping("/console/audit")
    String page(@RequestParam(defaultValue = "" + Long.MAX_VALUE) long avant, Model model) {
        var deeds = operations.deeds(Authority.DEFAULT, avant, SHOWN + 1);
        model.addAttribute("verified", model.containsAttribute("verified"));
        model.addAttribute("deeds", deeds.subList(0, Math.min(SHOWN, deeds.size())));
        model.addAttribute("next", deeds.size() > SHOWN ? deeds.get(SHOWN - 1).number() : null);
        return "console/audit";
    }

    /** Reads the whole chain, which takes the longer the longer it is. */
    @PostMapping("/console/audit/verification")
    String verify(Model model) {
        model.addAttribute("verified", true);
        model.addAttribute("broken", sequencer.firstBreak());
        return page(Long.MAX_VALUE, model);
    }
}
