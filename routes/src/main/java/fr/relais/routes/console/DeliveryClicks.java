package fr.relais.routes.console;

import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.operations.Repairs;
import fr.relais.routes.problems.Refusal;
import fr.relais.routes.watch.Watch;
import java.security.Principal;
import java.time.Clock;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Acts upon one delivery from its dossier's page, and goes back to that. */
@Controller
class DeliveryClicks {

    private final Operations operations;
    private final Repairs repairs;
    private final Watch watch;
    private final Clock clock;

    DeliveryClicks(Operations operations, Repairs repairs, Watch watch, Clock clock) {
        this.operations = operations;
        this.repairs = repairs;
        this.watch = watch;
        this.clock = clock;
    }

    @PostMapping("/console/dossiers/{reference}/{ordinal}/rejeu")
    String replay(
            @PathVariable String reference,
            @PathVariable int ordinal,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "false") boolean notApplied,
            @RequestParam(defaultValue = "false") boolean force,
            Principal account,
            RedirectAttributes told,
            Locale language) {
        return repair(
                reference,
                ordinal,
                reason,
                account,
                told,
                language,
                (row, because) -> repairs.replay(row, notApplied, force, because));
    }

    @PostMapping("/console/dossiers/{reference}/{ordinal}/abandon")
    String skip(
            @PathVariable String reference,
            @PathVariable int ordinal,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            RedirectAttributes told,
            Locale language) {
        return repair(reference, ordinal, reason, account, told, language, repairs::skip);
    }

    @PostMapping("/console/dossiers/{reference}/{ordinal}/reglement")
    String resolve(
            @PathVariable String reference,
            @PathVariable int ordinal,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam Repairs.Verdict outcome,
            @RequestParam(defaultValue = "") String targetReference,
            Principal account,
            RedirectAttributes told,
            Locale language) {
        var theirs = targetReference.isBlank() ? null : targetReference.strip();
        return repair(
                reference,
                ordinal,
                reason,
                account,
                told,
                language,
                (row, because) -> repairs.resolve(row, outcome, theirs, because));
    }

    private String repair(
            String reference,
            int ordinal,
            @Nullable String reason,
            Principal account,
            RedirectAttributes told,
            Locale language,
            BiConsumer<Operations.Row, Acts.Because> deed) {
        var row = operations.named(Authority.DEFAULT, reference + "-" + ordinal).orElseThrow(Frame::absent);
        var given = Reason.of(reason);
        if (given.isEmpty()) {
            told.addFlashAttribute("told", "reason.missing");
        } else {
            try {
                deed.accept(row, new Acts.Because(Authority.DEFAULT, account.getName(), given.get(), clock.instant()));
                told.addFlashAttribute("told", "delivery.done");
                watch.forget();
            } catch (Refusal refused) {
                told.addFlashAttribute("refused", refused.detail().in(language));
            }
        }
        return "redirect:/console/dossiers/" + row.item().key().reference() + "#t" + ordinal;
    }
}
