package fr.relais.routes.console;

import fr.relais.connectors.Connector;
import fr.relais.mappings.teleservice.Definition.Lifecycle;
import fr.relais.mappings.teleservice.InvalidTeleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.kit.Lint;
import fr.relais.routes.kit.NewFolder;
import fr.relais.routes.kit.Rehearsal;
import fr.relais.routes.ledger.Acts;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Drafts;
import fr.relais.routes.operations.Reason;
import fr.relais.routes.teleservices.Teleservices;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A téléservice made at the hub: begun as a copy, written file by file, tried on its samples, and put in force for all hubs. */
@Controller
class DraftPages {

    private static final Pattern FILE =
            Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9_.-]*/){0,3}[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 200;
    private static final List<Lifecycle> STAGES =
            List.of(Lifecycle.TRIAL, Lifecycle.PUBLISHED, Lifecycle.SUSPENDED, Lifecycle.RETIRED);

    private final Drafts drafts;
    private final Teleservices teleservices;
    private final Lint lint;
    private final List<Connector> connectors;
    private final Acts acts;
    private final Clock clock;

    DraftPages(
            Drafts drafts, Teleservices teleservices, Lint lint, List<Connector> connectors, Acts acts, Clock clock) {
        this.drafts = drafts;
        this.teleservices = teleservices;
        this.lint = lint;
        this.connectors = List.copyOf(connectors);
        this.acts = acts;
        this.clock = clock;
    }

    /** Begins one, as a copy of a téléservice in force; of one made here, to be put in force anew under its own name. */
    @PostMapping("/console/brouillons")
    String begin(@RequestParam String id, @RequestParam String modele, Principal account, RedirectAttributes told) {
        var example = teleservices.find(modele).orElseThrow(Frame::absent).folder();
        try {
            boolean free = teleservices.folder(id).isEmpty()
                    && (id.equals(modele) || teleservices.find(id).isEmpty());
            if (free && drafts.begin(Authority.DEFAULT, NewFolder.begun(id, example), account.getName(), now())) {
                return page(id);
            }
            told.addFlashAttribute("told", "drafts.taken");
        } catch (NewFolder.Refused refused) {
            told.addFlashAttribute("told", "drafts.noId");
        }
        return "redirect:/console/teleservices";
    }

    /**
     * A file of a draft.
     *
     * @param lines as many as its text wants to be seen in
     */
    record Text(String name, String text, long lines) {

        private static final int MOST_LINES = 40;

        static Text of(String name, byte[] bytes) {
            var text = new String(bytes, StandardCharsets.UTF_8);
            return new Text(name, text, Math.min(MOST_LINES, text.lines().count() + 2));
        }
    }

    @GetMapping("/console/brouillons/{id}")
    String draft(@PathVariable String id, @RequestParam(required = false) @Nullable String exemple, Model model) {
        var draft = found(id);
        var folder = draft.folder();
        model.addAttribute("draft", draft);
        model.addAttribute(
                "files",
                folder.files().entrySet().stream()
                        .map(file -> Text.of(file.getKey(), file.getValue()))
                        .toList());
        model.addAttribute("defects", defects(folder));
        model.addAttribute("made", lint.made(folder).keySet());
        model.addAttribute("samples", samples(folder));
        model.addAttribute("inForce", teleservices.find(id).isPresent());
        model.addAttribute("stages", STAGES);
        model.addAttribute("sample", exemple);
        model.addAttribute("rehearsed", exemple == null ? null : rehearsed(folder, exemple));
        return "console/draft";
    }

    /** As it would be put in force: a draft is checked less. */
    private List<String> defects(TeleserviceFolder folder) {
        return lint.defects(NewFolder.in(Lifecycle.PUBLISHED, folder), "accept them below");
    }

    static List<String> samples(TeleserviceFolder folder) {
        return folder.samples().keySet().stream()
                .filter(file -> !file.endsWith(".expected.json") && !file.endsWith(".problems.json"))
                .toList();
    }

    private @Nullable String rehearsed(TeleserviceFolder folder, String sample) {
        return rehearsed(connectors, folder, sample);
    }

    /** What would become of a sample, and what each system would get; null when there is no such sample. */
    static @Nullable String rehearsed(List<Connector> connectors, TeleserviceFolder folder, String sample) {
        var body = folder.text("samples/" + sample);
        if (body == null) {
            return null;
        }
        var told = new ByteArrayOutputStream();
        try (var out = new PrintStream(told, false, StandardCharsets.UTF_8)) {
            new Rehearsal(connectors, out).of(folder, body);
        }
        return told.toString(StandardCharsets.UTF_8);
    }

    @PostMapping("/console/brouillons/{id}/fichier")
    String write(
            @PathVariable String id,
            @RequestParam Instant lu,
            @RequestParam String file,
            @RequestParam String text,
            @RequestParam(defaultValue = "false") boolean neuf,
            Principal account,
            RedirectAttributes told) {
        return change(id, lu, account, told, files -> {
            if (!(neuf && files.containsKey(file))
                    && file.length() <= LONGEST_NAME
                    && text.length() <= LONGEST_FILE
                    && FILE.matcher(file).matches()
                    && (files.containsKey(file) || files.size() < MOST_FILES)) {
                files.put(file, text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
            } else {
                told.addFlashAttribute("told", "drafts.noFile");
            }
        });
    }

    @PostMapping("/console/brouillons/{id}/suppression")
    String delete(
            @PathVariable String id,
            @RequestParam Instant lu,
            @RequestParam String file,
            Principal account,
            RedirectAttributes told) {
        return change(id, lu, account, told, files -> {
            if (!file.equals("teleservice.yml")) { // without it, it is none
                files.remove(file);
            }
        });
    }

    /** Says that what the samples make now is what they shall make. */
    @PostMapping("/console/brouillons/{id}/exemples")
    String accept(@PathVariable String id, @RequestParam Instant lu, Principal account, RedirectAttributes told) {
        return change(
                id,
                lu,
                account,
                told,
                files -> lint.made(new TeleserviceFolder(id, new TreeMap<>(files)))
                        .forEach((file, made) -> files.put(file, made.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Changes it, if it still is what was read.
     *
     * @param lu when what the page shows was made
     */
    private String change(
            String id,
            Instant lu,
            Principal account,
            RedirectAttributes told,
            Consumer<SortedMap<String, byte[]>> change) {
        var files = new TreeMap<>(found(id).folder().files());
        change.accept(files);
        try {
            drafts.change(Authority.DEFAULT, lu, new TeleserviceFolder(id, files), account.getName(), now());
        } catch (Drafts.Changed meanwhile) {
            told.addFlashAttribute("told", "drafts.late");
        }
        return page(id);
    }

    @PostMapping("/console/brouillons/{id}/abandon")
    String drop(@PathVariable String id, @RequestParam Instant lu, RedirectAttributes told) {
        try {
            drafts.drop(Authority.DEFAULT, found(id).folder().name(), lu);
        } catch (Drafts.Changed meanwhile) {
            told.addFlashAttribute("told", "drafts.late");
            return page(id);
        }
        return "redirect:/console/teleservices";
    }

    /** Puts it in force, and is done with the draft; nothing is done when anything is wrong with it. */
    @PostMapping("/console/brouillons/{id}/vigueur")
    String enforce(
            @PathVariable String id,
            @RequestParam Instant lu,
            @RequestParam Lifecycle etat,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            RedirectAttributes told) {
        var draft = found(id);
        var given = Reason.of(reason);
        if (given.isEmpty() || !STAGES.contains(etat)) {
            told.addFlashAttribute("told", "reason.missing");
            return page(id);
        }
        var folder = NewFolder.in(etat, draft.folder());
        var defects = lint.defects(folder, "accept them below");
        if (!defects.isEmpty()) {
            told.addFlashAttribute("refused", defects);
            return page(id);
        }
        try {
            teleservices.enforce(
                    folder,
                    deed -> acts.rule("enforce", id, because(account, given.get()), () -> {
                        deed.run();
                        drafts.drop(Authority.DEFAULT, id, lu);
                    }));
        } catch (InvalidTeleservice invalid) {
            told.addFlashAttribute("refused", invalid.defects());
            return page(id);
        } catch (Drafts.Changed meanwhile) {
            told.addFlashAttribute("told", "drafts.late");
            return page(id);
        }
        told.addFlashAttribute("told", "drafts.enforced");
        return "redirect:/console/teleservices/" + id;
    }

    /** Ends one that was made here; what was accepted under it goes its way. */
    @PostMapping("/console/teleservices/{id}/retrait")
    String withdraw(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String reason,
            Principal account,
            RedirectAttributes told) {
        if (teleservices.find(id).isEmpty()) {
            throw Frame.absent();
        }
        var given = Reason.of(reason);
        if (given.isEmpty()) {
            told.addFlashAttribute("told", "reason.missing");
            return "redirect:/console/teleservices/" + id;
        }
        try {
            teleservices.withdraw(id, deed -> acts.rule("withdraw", id, because(account, given.get()), deed));
            told.addFlashAttribute("told", "drafts.withdrawn");
        } catch (InvalidTeleservice itIsAFolder) {
            told.addFlashAttribute("told", "drafts.taken");
        }
        return "redirect:/console/teleservices";
    }

    private Acts.Because because(Principal account, String reason) {
        return new Acts.Because(Authority.DEFAULT, account.getName(), reason, clock.instant());
    }

    /** As exact as the ledger keeps it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Drafts.Draft found(String id) {
        return drafts.find(Authority.DEFAULT, id).orElseThrow(Frame::absent);
    }

    private static String page(String id) {
        return "redirect:/console/brouillons/" + id;
    }
}
