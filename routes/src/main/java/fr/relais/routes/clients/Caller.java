package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Definition.Audience;
import fr.relais.routes.ledger.Authority;
import java.util.Collections;
import java.util.Set;

/** The portal a request came from. */
public record Caller(Authority authority, String portal, Set<Audience> audiences) {

    /** Whether this portal is shown that téléservice: what it may offer, unless it is a draft or gone. */
    public boolean maySee(Definition teleservice) {
        return mayUse(teleservice)
                && switch (teleservice.lifecycle()) {
                    case PUBLISHED, SUSPENDED -> true;
                    case DRAFT, RETIRED -> false;
                };
    }

    /** Whether this portal may offer that téléservice. */
    public boolean mayUse(Definition teleservice) {
        return !Collections.disjoint(audiences, teleservice.audiences());
    }
}
