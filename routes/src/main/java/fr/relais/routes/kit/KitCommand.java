package fr.relais.routes.kit;

import fr.relais.connectors.Connector;
import fr.relais.connectors.FactSource;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;

/** {@code ./relais new}, {@code lint}, {@code minimisation} and {@code try}: they need the connectors, and neither a database nor a running hub. */
public final class KitCommand {

    /** What a command begins with. */
    public static final Set<String> WORDS = Set.of("new", "lint", "minimisation", "try");

    private static final String USAGE = """
            usage : ./relais new <id> [--from <téléservice>] [--in <dossier>]
                    ./relais lint [dossier] [--accept]
                    ./relais minimisation [dossier]
                    ./relais try <dossier d'un téléservice> <demande.json>
            """;

    /** Where those that ship stand; told by {@code ./relais}. */
    private static final String EXAMPLES = "relais.kit.examples";

    /** Everything in one short file, for a service with no software. */
    private static final String SIMPLEST = "aide-permis";

    /**
     * Runs one command.
     *
     * @return 0 when all is well, 1 when something must be corrected, 64 for a command that is none
     */
    public static int run(String[] arguments, PrintStream out) throws IOException {
        var words = Arrays.asList(arguments);
        try {
            return switch (words.getFirst()) {
                case "new" -> begin(words, out);
                case "lint" -> lint(words, out);
                case "minimisation" -> count(words, out);
                case "try" -> rehearse(words, out);
                default -> usage();
            };
        } catch (NewFolder.Refused refused) {
            System.err.println("relais: " + refused.getMessage());
            return 1;
        } catch (NoSuchFileException missing) {
            System.err.println("relais: there is no " + missing.getMessage());
            return 1;
        }
    }

    private static int begin(List<String> words, PrintStream out) throws IOException, NewFolder.Refused {
        if (words.size() < 2 || words.size() % 2 != 0) {
            return usage();
        }
        var folder = NewFolder.copy(
                words.get(1), example(after(words, "--from", SIMPLEST)), Path.of(after(words, "--in", ".")));
        out.println("Commencé, à l'état de brouillon : " + folder);
        out.println("Corrigez teleservice.yml et les exemples de samples/, puis :");
        out.println("  ./relais lint " + folder + " --accept");
        return 0;
    }

    /** A folder, or the name of one that ships. */
    private static Path example(String from) {
        var shipped = Path.of(System.getProperty(EXAMPLES, ".")).resolve(from);
        return Files.exists(Path.of(from)) ? Path.of(from) : shipped;
    }

    private static int lint(List<String> words, PrintStream out) throws IOException {
        if (words.size() < 2) {
            return usage();
        }
        return withConnectors((connectors, sources) ->
                new Lint(connectors, sources).check(Path.of(words.get(1)), words.contains("--accept"), out));
    }

    private static int count(List<String> words, PrintStream out) throws IOException {
        return words.size() == 2 ? exit(new Figures(out).of(Lint.folders(Path.of(words.get(1))))) : usage();
    }

    private static int exit(boolean well) {
        return well ? 0 : 1;
    }

    private static int rehearse(List<String> words, PrintStream out) throws IOException {
        if (words.size() != 3) {
            return usage();
        }
        var folder = Path.of(words.get(1)).toRealPath();
        var body = Files.readString(Path.of(words.get(2)));
        return withConnectors(
                (connectors, sources) -> new Rehearsal(connectors, out).of(TeleserviceFolder.read(folder), body));
    }

    private static int withConnectors(Work work) throws IOException {
        var application = new SpringApplicationBuilder(Connectors.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("logging.level.root=error", "spring.main.banner-mode=off")
                .build();
        try (var context = application.run()) {
            return exit(work.isWell(
                    List.copyOf(context.getBeansOfType(Connector.class).values()),
                    List.copyOf(context.getBeansOfType(FactSource.class).values())));
        }
    }

    @FunctionalInterface
    private interface Work {
        boolean isWell(List<Connector> connectors, List<FactSource> sources) throws IOException;
    }

    private static String after(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        return at < 0 || at + 1 >= words.size() ? otherwise : words.get(at + 1);
    }

    private static int usage() {
        System.err.print(USAGE);
        return 64;
    }

    /** The connectors alone; no {@code @Configuration}, which the hub's own scan would find. */
    @ComponentScan("fr.relais.connectors")
    static class Connectors {}

    private KitCommand() {}
}
