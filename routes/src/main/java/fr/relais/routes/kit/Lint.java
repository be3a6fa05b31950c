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
import fr.relais.routes.channels.Traces;
import fr.relais.routes.teleservices.SourceCheck;
import fr.relais.routes.teleservices.TargetCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/** Everything a hub checks when it reads a folder, and every sample besides. */
@Component
public final class Lint {

    private static final Logger LOG = LoggerFactory.getLogger(Lint.class);

    private static final int CONTEXT = 2;

    private final Collection<Connector> connectors;
    private final Collection<FactSource> sources;

    Lint(List<Connector> connectors, List<FactSource> sources) {
        this.connectors = connectors;
        this.sources = sources;
    }

    /**
     * Says of each téléservice whether it can be put online, and what to correct.
     *
     * @param place a téléservice's folder, or one that holds several
     * @param accept whether what samples make now is what they shall make
     * @return whether all is well
     */
    boolean check(Path place, boolean accept, PrintStream out) throws IOException {
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

    private List<String> defects(Path place, boolean accept) throws IOException {
        try {
            if (accept) {
                for (var made : made(TeleserviceFolder.read(place)).entrySet()) {
                    Files.writeString(place.resolve(made.getKey()), made.getValue());
                }
            }
            return defects(TeleserviceFolder.read(place), "./relais lint " + place + " --accept");
        } catch (InvalidTeleservice invalid) {
            return invalid.defects();
        }
    }

    /**
     * What is to be corrected in it, if anything.
     *
     * @param accepting how one says that what a sample makes is right
     */
    public List<String> defects(TeleserviceFolder folder, String accepting) {
        try {
            var teleservice = Teleservice.read(folder);
            var defects = new ArrayList<>(TargetCheck.defects(teleservice, connectors));
            defects.addAll(SourceCheck.defects(teleservice, sources));
            var results = Samples.of(teleservice);
            if (results.stream().noneMatch(result -> result.beside().endsWith(".problems.json"))) {
                defects.add("no sample is refused: add a form with an error, and its ….problems.json");
            }
            defects.addAll(needless(teleservice));
            differing(teleservice).forEach((within, result) -> defects.add(differs(within, result, accepting)));
            return defects;
        } catch (InvalidTeleservice invalid) {
            return invalid.defects();
        } catch (TeleserviceDefect | JacksonException broken) {
            return List.of("a sample can't be translated: " + broken.getMessage());
        } catch (RuntimeException unforeseen) { // whoever wrote it must be able to go on
            LOG.error("téléservice {}: {}", folder.name(), Traces.of(unforeseen));
            return List.of("it can't be used (" + unforeseen.getClass().getSimpleName() + "): see the log");
        }
    }

    /** What samples make that nothing says they should, by the file that would say so. Empty when the folder can't be read. */
    public SortedMap<String, String> made(TeleserviceFolder folder) {
        var made = new TreeMap<String, String>();
        try {
            differing(Teleservice.read(folder)).forEach((file, result) -> made.put(file, result.made() + "\n"));
        } catch (RuntimeException broken) { // what is wrong with it is among its defects
            return made;
        }
        return made;
    }

    private static SortedMap<String, Samples.Result> differing(Teleservice teleservice) {
        var differing = new TreeMap<String, Samples.Result>();
        var all = new TreeMap<String, Teleservice>(Map.of("samples/", teleservice));
        teleservice.former().forEach((version, former) -> all.put("former/" + version + "/samples/", former));
        all.forEach((within, one) -> Samples.of(one).stream()
                .filter(result -> !result.isAsExpected())
                .forEach(result -> differing.put(within + result.beside(), result)));
        return differing;
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

    private static String differs(String beside, Samples.Result result, String accepting) {
        var wanted = result.wanted().lines().toList();
        var made = result.made().lines().toList();
        var difference = UnifiedDiffUtils.generateUnifiedDiff(
                beside, result.file(), wanted, DiffUtils.diff(wanted, made), CONTEXT);
        return "%s: %s makes something else; if it is right: %s%n%s"
                .formatted(beside, result.file(), accepting, String.join("\n", difference));
    }
}
