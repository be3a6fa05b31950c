package fr.relais.routes.console;

import fr.relais.connectors.ConnectorId;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Traffic;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One back-office's lane: how fast, how full, what it went through, and closing or opening it by hand. */
@Controller
class LanePages {

    private static final int MINUTES = 60;
    private static final int MOST_CHANGES = 20;
    private static final int MOST_BROKEN = 10;

    private final Watch watch;
    private final Traffic traffic;
    private final Operations operations;
    private final Acts acts;
    private final Clock clock;

    LanePages(Watch watch, Traffic traffic, Operations operations, Acts acts, Clock clock) {
        this.watch = watch;
        this.traffic = traffic;
        this.operations = operations;
        this.acts = acts;
        this.clock = clock;
    }

    /**
     * When its backlog will be gone.
     *
     * @param waiting what may go at all: the rest waits for somebody
     * @param in how many came a minute
     * @param out how many go a minute, or would if it were open
     * @param left in how long nothing is left; null when it grows
     */
    record Forecast(
            long waiting,
            double in,
            double out,
            boolean open,
            @Nullable Duration left) {

        static Forecast of(Situation.Lane lane, long owed) {
            double minutes = Situation.WINDOW.toMinutes();
            boolean open = lane.state() == LaneState.RUNNING;
            double allowed = lane.perSecond() * 60.0;
            double in = owed / minutes;
            long waiting = lane.waiting();
            double out = open && lane.calls().calls() > 0
                    ? (lane.calls().delivered() + lane.calls().declined()) / minutes
                    : allowed;
            return new Forecast(
                    waiting,
                    in,
                    out,
                    open,
                    out <= in ? null : Duration.ofSeconds((long) Math.ceil(waiting * 60 / (out - in))));
        }
    }

    @GetMapping("/console/voies/{id}")
    String page(@PathVariable String id, Model model) {
        var lane = lane(id);
        var connector = new ConnectorId(lane.id());
        var now = clock.instant();
        var first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1L));
        var slices = traffic.slices(Authority.DEFAULT, connector, first, Duration.ofMinutes(1), MINUTES);
        model.addAttribute("lane", lane);
        model.addAttribute("piles", RepairPages.Pile.of(lane));
        model.addAttribute("slices", slices);
        model.addAttribute("bars", Bars.of(slices));
        model.addAttribute(
                "forecast",
                Forecast.of(lane, traffic.owedSince(Authority.DEFAULT, connector, now.minus(Situation.WINDOW))));
        model.addAttribute("changes", traffic.changes(Authority.DEFAULT, connector, MOST_CHANGES));
        model.addAttribute("broken", traffic.broken(Authority.DEFAULT, connector, MOST_BROKEN));
        model.addAttribute(
                "acts",
                operations.acts(Authority.DEFAULT, connector).reversed().stream()
                        .limit(MOST_CHANGES)
                        .toList());
        return "console/lane";
    }

    /** What of it changes. */
    @GetMapping("/console/voies/{id}/vue")
    String live(@PathVariable String id, Model model) {
        page(id, model);
        return "console/lane :: live";
    }

    @PostMapping("/console/voies/{id}/pause")
    String pause(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            RedirectAttributes told) {
        return act(id, reason, account, told, acts::pause);
    }

    @PostMapping("/console/voies/{id}/reprise")
    String resume(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            RedirectAttributes told) {
        return act(id, reason, account, told, acts::resume);
    }

    private String act(
            String id,
            @Nullable String reason,
            Principal account,
            RedirectAttributes told,
            BiPredicate<ConnectorId, Acts.Because> deed) {
        var lane = new ConnectorId(lane(id).id());
        var given = Reason.of(reason);
        if (given.isEmpty()) {
            told.addFlashAttribute("told", "reason.missing");
        } else {
            boolean done = deed.test(
                    lane, new Acts.Because(Authority.DEFAULT, account.getName(), given.get(), clock.instant()));
            told.addFlashAttribute("told", done ? "lane.done" : "lane.late");
            watch.forget();
        }
        return "redirect:/console/voies/" + lane.value();
    }

    private Situation.Lane lane(String id) {
        return watch.situation(Authority.DEFAULT).lanes().stream()
                .filter(lane -> lane.id().equals(id))
                .findFirst()
                .orElseThrow(Frame::absent);
    }
}
