package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.routes.ledger.Authority;

/** The portal a request came from. */
public record Caller(Authority authority, String portal, ClientsSettings.Client client) {

    /** Whether this portal is shown that téléservice: what it may offer, unless it is a draft or gone. */
    public boolean maySee(Definition teleservice) {
        return mayUse(teleservice)
                && switch (teleservice.lifecycle()) {
                    case TRIAL, PUBLISHED, SUSPENDED -> true;
                    case DRAFT, RETIRED -> false;
                };
    }

    /** Whether this client is an operator here. */
    public boolean mayOperate() {
        return client.scopes().contains("ops");
    }

    /** Whether this portal may offer that téléservice. */
    public boolean mayUse(Definition teleservice) {
        return client.mayUse(teleservice);
    }
}
