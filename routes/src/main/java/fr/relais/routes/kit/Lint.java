package fr.relais.routes.kit;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import fr.relais.connectors.Connector;
import fr.relais.connectors.FactSource;
import fr.relais.mappings.model.ContentFilter;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.InvalidTeleservice;
import fr.relais.mappings.teleservice.Samples;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceDefect;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import fr.relais.routes.teleservices.SourceCheck;
import fr.relais.routes.teleservices.TargetCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Everything a hub checks when it reads a folder, and every sample besides. */
final class Lint {

    private static final int CONTEXT = 2;

    private final Collection<Connector> connectors;
    private final Collection<FactSource> sources;
    private final PrintStream out;

    Lint(Collection<Connector> connectors, Collection<FactSource> sources, PrintStream out) {
        this.connectors = connectors;
        this.sources = sources;
        this.out = out;
    }

    /**
     * Says of each téléservice whether it can be put online, and what to correct.
     *
     * @param place a téléservice's folder, or one that holds several
     * @param accept whether what samples make now is what they shall make
     * @return whether all is well
     */
    boolean check(Path place, boolean accept) throws IOException {
        boolean well = true;
        for (var folder : folders(place)) {
            var defects = defects(folder, accept);
            out.println((defects.isEmpty() ? "bon      " : "À REVOIR ") + folder.getFileName());
            defects.forEach(defect -> out.println("  - " + defect.replace("\n", "\n    ")));
            well &= defects.isEmpty();
        }
        return well;
    }

    /** Those at a place, which may be one of them itself. */
    static List<Path> folders(Path place) throws IOException {
        if (Files.exists(place.resolve("teleservice.yml"))) {
            return List.of(place.toRealPath());
        }
        try (var folders = Files.list(place)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private List<String> defects(Path folder, boolean accept) throws IOException {
        try {
            var teleservice = Teleservice.read(TeleserviceFolder.read(folder));
            var defects = new ArrayList<>(TargetCheck.defects(teleservice, connectors));
            defects.addAll(SourceCheck.defects(teleservice, sources));
            var results = Samples.of(teleservice);
            if (results.stream().noneMatch(result -> result.beside().endsWith(".problems.json"))) {
                defects.add("no sample is refused: add a form with an error, and its ….problems.json");
            }
            defects.addAll(needless(teleservice));
            walk(folder, "samples/", results, accept, defects);
            for (var former : teleservice.former().entrySet()) {
                walk(folder, "former/" + former.getKey() + "/samples/", Samples.of(former.getValue()), accept, defects);
            }
            return defects;
        } catch (InvalidTeleservice invalid) {
            return invalid.defects();
        } catch (TeleserviceDefect | JacksonException broken) {
            return List.of("a sample can't be translated: " + broken.getMessage());
        }
    }

    private static void walk(
            Path folder, String within, List<Samples.Result> results, boolean accept, List<String> defects)
            throws IOException {
        for (var result : results) {
            if (!result.isAsExpected() && accept) {
                Files.writeString(folder.resolve(within + result.beside()), result.made() + "\n");
            } else if (!result.isAsExpected()) {
                defects.add(differs(folder, within, result));
            }
        }
    }

    /** Whoever makes nothing of a part has no business with it. */
    private List<String> needless(Teleservice teleservice) {
        var dossiers = Samples.accepted(teleservice).stream()
                .map(file -> Samples.dossier(teleservice, file))
                .toList();
        var defects = new ArrayList<String>();
        for (var target : teleservice.definition().targets()) {
            connectors.stream()
                    .filter(connector -> connector.id().value().equals(target.system()))
                    .flatMap(connector -> target.receives().stream()
                            .filter(part ->
                                    dossiers.stream().allMatch(dossier -> isIdle(connector, target, dossier, part))))
                    .forEach(part -> defects.add(
                            "%s makes nothing of %s in any sample: leave it out of \"receives\", or add a sample with it"
                                    .formatted(target.system(), part)));
        }
        return defects;
    }

    private static boolean isIdle(Connector connector, Definition.Target target, Dossier dossier, String part) {
        var others =
                target.receives().stream().filter(other -> !other.equals(part)).toList();
        return sent(connector, target, dossier, target.receives()).equals(sent(connector, target, dossier, others));
    }

    /** Empty where the system can't do with so little. */
    private static Optional<String> sent(
            Connector connector, Definition.Target target, Dossier dossier, List<String> receives) {
        try {
            var seen = new ContentFilter(receives).apply(dossier);
            return Optional.of(connector.preview(TargetCheck.delivery(target, seen)));
        } catch (RuntimeException tooLittle) {
            return Optional.empty();
        }
    }

    private static String differs(Path folder, String within, Samples.Result result) {
        var wanted = result.wanted().lines().toList();
        var made = result.made().lines().toList();
        var difference = UnifiedDiffUtils.generateUnifiedDiff(
                within + result.beside(), within + result.file(), wanted, DiffUtils.diff(wanted, made), CONTEXT);
        return "%s%s makes something else; if it is right: ./relais lint %s --accept%n%s"
                .formatted(within, result.file(), folder, String.join("\n", difference));
    }
}
