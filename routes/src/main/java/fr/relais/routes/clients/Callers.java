package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Authority;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Knows callers by their tokens. */
@Component
public class Callers {

    private final ClientsSettings settings;

    Callers(ClientsSettings settings) {
        this.settings = settings;
    }

    /**
     * The caller a token speaks for.
     *
     * @throws Refusal when it names none
     */
    public Caller of(Jwt token) {
        var claim = token.getClaimAsString(settings.portalClaim());
        var portal = claim == null ? token.getClaimAsString("azp") : claim;
        if (portal == null) {
            throw new Refusal(
                    ProblemCode.FORBIDDEN,
                    new Wording(
                            "Ce jeton ne dit pas quel portail appelle.",
                            "This token does not say which portal calls."));
        }
        return new Caller(Authority.DEFAULT, portal, settings.client(portal));
    }
}
