package fr.relais.routes.clients;

import fr.relais.routes.ledger.Authority;
import java.util.Set;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Knows callers by their tokens. */
@Component
public class Callers {

    private final ClientsSettings settings;

    Callers(ClientsSettings settings) {
        this.settings = settings;
    }

    public Caller of(Jwt token) {
        var claim = token.getClaimAsString("client_id");
        var portal = claim == null ? token.getClaimAsString("azp") : claim;
        if (portal == null) {
            throw new IllegalStateException("a token without client_id or azp passed authentication");
        }
        var client = settings.clients().get(portal);
        return new Caller(Authority.DEFAULT, portal, client == null ? Set.of() : client.audiences());
    }
}
