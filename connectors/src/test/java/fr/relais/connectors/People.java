package fr.relais.connectors;

import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.Demarche;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Usager;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invented people; the simulators react to some of their birth names. */
public final class People {

    public static final String KNOWN = "DUPONT-TEST";
    public static final String UNKNOWN = "INCONNU-TEST";
    public static final String NAMESAKE = "HOMONYME-TEST";
    public static final String REFUSED = "REFUS-TEST";

    public static Identite identite(String birthName, @Nullable String nomUsage) {
        return new Identite(birthName, nomUsage, List.of("Camille"), new PartialDate("1980-05-17"), null, null, null);
    }

    static Dossier dossier(Identite identite, Demarche demarche) {
        var usager = new Usager(identite, null, Assurance.FRANCECONNECT);
        return Dossier.of(usager, LocalDate.parse("2026-01-15"), demarche);
    }

    private People() {}
}
