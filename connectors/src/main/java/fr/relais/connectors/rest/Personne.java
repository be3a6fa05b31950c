package fr.relais.connectors.rest;

import fr.relais.mappings.model.Identite;
import fr.relais.mappings.model.PartialDate;
import org.jspecify.annotations.Nullable;

/** Whom an answer says it is about, as far as it does. */
public record Personne(
        @Nullable String nomNaissance,
        @Nullable String nomUsage,
        @Nullable PartialDate dateNaissance) {

    /**
     * Whether it names somebody, and nothing in it speaks against the person that was asked about. Names are compared without
     * accents, case and signs; of a date, what both know.
     */
    public boolean mayBe(Identite asked) {
        if (nomNaissance == null && dateNaissance == null) {
            return false;
        }
        boolean named =
                nomNaissance == null || isNamed(asked, nomNaissance) || (nomUsage != null && isNamed(asked, nomUsage));
        return named
                && (dateNaissance == null
                        || agree(dateNaissance.value(), asked.dateNaissance().value()));
    }

    private static boolean isNamed(Identite asked, String name) {
        return Identite.folded(name).equals(Identite.folded(asked.nomNaissance()))
                || (asked.nomUsage() != null && Identite.folded(name).equals(Identite.folded(asked.nomUsage())));
    }

    private static boolean agree(String one, String other) {
        var parts = one.split("-", -1);
        var others = other.split("-", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean known = !parts[i].matches("0+") && !others[i].matches("0+");
            if (known && !parts[i].equals(others[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Personne[…]";
    }
}
