package fr.relais.connectors;

import fr.relais.mappings.model.Assurance;
import fr.relais.mappings.model.Bic;
import fr.relais.mappings.model.ChangementRib;
import fr.relais.mappings.model.Dossier;
import fr.relais.mappings.model.Iban;
import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import fr.relais.mappings.model.Rib;
import fr.relais.mappings.model.Usager;
import java.time.LocalDate;
import java.util.List;

/** Invented people who change their RIB; the simulators react to some of their names. */
final class People {

    static final String KNOWN = "DUPONT-TEST";
    static final String UNKNOWN = "INCONNU-TEST";
    static final String NAMESAKE = "HOMONYME-TEST";
    static final String REFUSED = "REFUS-TEST";

    static Dossier dossier(String name) {
        return dossier(name, "Camille " + name);
    }

    /** A dossier of somebody of that birth name, whose account is in the name of {@code titulaire}. */
    static Dossier dossier(String name, String titulaire) {
        var day = LocalDate.parse("2026-01-15");
        var identite = new Identite(name, null, List.of("Camille"), new PartialDate("1980-05-17"), null, null, null);
        var rib = new Rib(titulaire, Iban.of("FR7630006000011234567890189"), Bic.of("AGRIFRPP"));
        return new Dossier(new Usager(identite, null, Assurance.FRANCECONNECT), null, day, new ChangementRib(day, rib));
    }

    private People() {}
}
