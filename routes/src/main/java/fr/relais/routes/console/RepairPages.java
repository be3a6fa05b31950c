package fr.relais.routes.console;

import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.operations.Batch;
import fr.relais.routes.operations.Chosen;
import fr.relais.routes.operations.Desk;
import fr.relais.routes.operations.OpsDocuments;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.operations.Remaps;
import fr.relais.routes.operations.Replays;
import fr.relais.routes.watch.Group;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.security.Principal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** What stands still, by cause: what to do about it, what a replay would send, and the replay. */
@Controller
class RepairPages {

    /** How many of a group, or of what would be sent, a page lists. */
    private static final int SHOWN = 20;

    private final Watch watch;
    private final Operations operations;
    private final Desk desk;
    private final Replays replays;
    private final Remaps remaps;
    private final Guide guide;
    private final Clock clock;

    RepairPages(
            Watch watch, Operations operations, Desk desk, Replays replays, Remaps remaps, Guide guide, Clock clock) {
        this.watch = watch;
        this.operations = operations;
        this.desk = desk;
        this.replays = replays;
        this.remaps = remaps;
        this.guide = guide;
        this.clock = clock;
    }

    /** A group, and how many it is. */
    record Pile(Situation.Lane lane, Group group, Operations.Heap heap) {

        /** Those of a lane. */
        static List<Pile> of(Situation.Lane lane) {
            return lane.heaps().stream()
                    .map(heap -> new Pile(lane, Group.of(lane.id(), heap), heap))
                    .toList();
        }
    }

    @GetMapping("/console/reparations")
    String all(Model model) {
        model.addAttribute(
                "piles",
                watch.situation(Authority.DEFAULT).lanes().stream()
                        .flatMap(lane -> Pile.of(lane).stream())
                        .sorted(Comparator.comparing((Pile pile) -> pile.heap().state() != DeliveryState.PARKED)
                                .thenComparingLong(pile -> -pile.heap().count()))
                        .toList());
        return "console/repairs";
    }

    @GetMapping("/console/reparations/groupe")
    String group(@ModelAttribute("group") Group group, Model model) {
        var rows = operations.deliveries(Authority.DEFAULT, selection(group), 0, SHOWN);
        model.addAttribute("lane", lane(group));
        model.addAttribute("count", count(group));
        model.addAttribute("deliveries", rows);
        model.addAttribute(
                "guide",
                group.cause() == null ? null : guide.html(group.cause()).orElse(null));
        return "console/group";
    }

    /** What would be sent, and what is different from the last time; nothing is. */
    @GetMapping("/console/reparations/groupe/essai")
    String rehearse(
            @ModelAttribute("group") Group group,
            @RequestParam(defaultValue = "false") boolean refaire,
            @RequestParam(defaultValue = "false") boolean nonRecues,
            Model model,
            Locale language) {
        var page = new Batch.Page(Authority.DEFAULT, selection(group), 0, language);
        var rehearsed = refaire ? remaps.rehearse(page) : replays.rehearse(page, nonRecues);
        group(group, model);
        model.addAttribute("refaire", refaire);
        model.addAttribute("nonRecues", nonRecues);
        model.addAttribute("rehearsed", Rehearsed.of(rehearsed));
        return "console/group";
    }

    /**
     * What a dry run of a page came to.
     *
     * @param would how many would go
     * @param stay those that would not, and why
     * @param shown the first ones that would, with what each would send
     * @param more whether there are more than the dry run looked at
     */
    record Rehearsed(long would, List<OpsDocuments.Replayed> stay, List<OpsDocuments.Replayed> shown, boolean more) {

        static Rehearsed of(OpsDocuments.Replay replay) {
            var go = replay.items().stream().filter(one -> one.why() == null).toList();
            return new Rehearsed(
                    go.size(),
                    replay.items().stream().filter(one -> one.why() != null).toList(),
                    go.subList(0, Math.min(SHOWN, go.size())),
                    replay.next() != null);
        }
    }

    /**
     * How far a set has come.
     *
     * @param total as many as there were at the beginning
     * @param cursor where the next page begins; null at the end
     */
    record Progress(
            long total, long moved, long stayed, @Nullable String cursor) {

        Progress and(OpsDocuments.Replay page) {
            long stay = page.items().stream().filter(one -> one.why() != null).count();
            return new Progress(total, moved + page.items().size() - stay, stayed + stay, page.next());
        }

        public long done() {
            return moved + stayed;
        }

        public boolean isOver() {
            return cursor == null;
        }
    }

    /**
     * A click, and how far the clicks before it came.
     *
     * @param total as many as there were at the first click; absent at that
     * @param cursor where this one begins
     */
    record Click(
            @Nullable String reason,
            @Nullable Boolean nonRecues,
            @Nullable Long total,
            @Nullable Long moved,
            @Nullable Long stayed,
            @Nullable Long cursor) {

        private static long number(@Nullable Long given) {
            return given == null ? 0 : given;
        }
    }

    @PostMapping("/console/reparations/groupe/rejeu")
    String replay(
            @ModelAttribute("group") Group group,
            @ModelAttribute("click") Click click,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String live,
            Principal account,
            Model model,
            Locale language) {
        return repair(
                group,
                click,
                live,
                account,
                model,
                language,
                (page, because) -> replays.replay(page, Boolean.TRUE.equals(click.nonRecues()), because));
    }

    /** Makes dossiers anew; they stay where they are until they are replayed. */
    @PostMapping("/console/reparations/groupe/refonte")
    String remap(
            @ModelAttribute("group") Group group,
            @ModelAttribute("click") Click click,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String live,
            Principal account,
            Model model,
            Locale language) {
        return repair(group, click, live, account, model, language, remaps::remap);
    }

    /** Does one page of a set, each of them an act of its own under the one reason. */
    private String repair(
            Group group,
            Click click,
            @Nullable String live,
            Principal account,
            Model model,
            Locale language,
            BiFunction<Batch.Page, Acts.Because, OpsDocuments.Replay> deed) {
        var given = Reason.of(click.reason());
        if (given.isEmpty()) {
            model.addAttribute("told", "reason.missing");
            return group(group, model);
        }
        var total = click.total() == null ? count(group) : click.total();
        var done = deed.apply(
                new Batch.Page(Authority.DEFAULT, selection(group), Click.number(click.cursor()), language),
                new Acts.Because(Authority.DEFAULT, account.getName(), given.get(), clock.instant()));
        if (done.next() == null) {
            watch.forget();
        }
        model.addAttribute(
                "progress",
                new Progress(total, Click.number(click.moved()), Click.number(click.stayed()), null).and(done));
        model.addAttribute(
                "stay", done.items().stream().filter(one -> one.why() != null).toList());
        return live == null ? "console/progress" : "console/progress :: progress";
    }

    /** The same, of the ledger's own. */
    private Operations.Selection selection(Group group) {
        if (group.voie() == null || group.etat() == null) {
            throw Frame.absent();
        }
        return new Chosen(group.etat().name(), group.voie(), group.cause(), group.teleservice(), null, null)
                .selection(desk, Authority.DEFAULT);
    }

    private long count(Group group) {
        return operations.count(Authority.DEFAULT, selection(group));
    }

    private Situation.Lane lane(Group group) {
        return watch.situation(Authority.DEFAULT).lanes().stream()
                .filter(lane -> lane.id().equals(group.voie()))
                .findFirst()
                .orElseThrow(Frame::absent);
    }
}
