package fr.relais.routes.proofs;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import fr.relais.routes.ledger.ProofKeys;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The keys of all hubs: a young one signs, and each verifies for as long as something it signed may be good. */
@Component
final class Keyring {

    private final ProofKeys kept;
    private final ProofsSettings settings;
    private final Clock clock;

    Keyring(ProofKeys kept, ProofsSettings settings, Clock clock) {
        this.kept = kept;
        this.settings = settings;
        this.clock = clock;
    }

    /** Two hubs may make one each at the same moment: both verify. */
    ECKey signing() {
        var now = clock.instant();
        return kept.since(now.minus(settings.keyLife())).stream()
                .findFirst()
                .map(Keyring::parsed)
                .orElseGet(() -> made(now));
    }

    Optional<ECKey> verifying(String id) {
        return known().stream().filter(key -> id.equals(key.getKeyID())).findFirst();
    }

    private List<ECKey> known() {
        return kept.since(oldest(clock.instant())).stream().map(Keyring::parsed).toList();
    }

    private Instant oldest(Instant now) {
        return now.minus(settings.keyLife()).minus(settings.validity());
    }

    private ECKey made(Instant now) {
        try {
            var id = UUID.randomUUID();
            var key = new ECKeyGenerator(Curve.P_256).keyID(id.toString()).generate();
            kept.keep(new ProofKeys.Key(id, now, key.toJSONString()), oldest(now));
            return key;
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform makes P-256 keys", impossible);
        }
    }

    private static ECKey parsed(ProofKeys.Key key) {
        try {
            return ECKey.parse(key.secret());
        } catch (ParseException altered) {
            throw new IllegalStateException("proof key " + key.id() + " can't be read", altered);
        }
    }
}
