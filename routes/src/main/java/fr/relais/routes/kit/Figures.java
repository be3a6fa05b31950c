package fr.relais.routes.kit;

import fr.relais.mappings.teleservice.InvalidTeleservice;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.mappings.teleservice.TeleserviceFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** How much of each téléservice a citizen must type, counted on its nominal sample. */
final class Figures {

    private static final String LINE = "%-32s %12s %12s %9s %8s %11s%n";

    private final PrintStream out;

    Figures(PrintStream out) {
        this.out = out;
    }

    /**
     * Counts.
     *
     * @return whether every folder could be read
     */
    boolean of(List<Path> folders) throws IOException {
        boolean well = true;
        out.printf(LINE, "téléservice", "obligatoires", "pré-remplies", "à donner", "part", "pièces en -");
        for (var folder : folders) {
            try {
                print(Teleservice.read(TeleserviceFolder.read(folder)));
            } catch (InvalidTeleservice invalid) {
                out.printf("%-32s à revoir : ./relais lint %s%n", folder.getFileName(), folder);
                well = false;
            }
        }
        return well;
    }

    private void print(Teleservice teleservice) {
        var figures = teleservice.minimisation(any -> true);
        out.printf(
                LINE,
                teleservice.definition().id(),
                figures.required(),
                figures.prefilled(),
                figures.asked(),
                Math.round(100.0 * figures.asked() / figures.required()) + " %",
                figures.spared().size());
    }
}
