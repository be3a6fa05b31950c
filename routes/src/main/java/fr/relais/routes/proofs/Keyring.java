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
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** The keys of all hubs: a young one signs, and each verifies for as long as something it signed may be good. */
@Component
final class Keyring {

    private final ProofKeys kept;
    private final ProofsSettings settings;
    private final Clock clock;

    /** Newest first. */
    private final AtomicReference<List<Known>> known = new AtomicReference<>(List.of());

    /** A key, opened: opening one takes longer than signing with it. */
    private record Known(Instant createdAt, ECKey key) {

        boolean madeSince(Instant then) {
            return !createdAt.isBefore(then);
        }

        @Override
        public String toString() {
            return "Known[" + key.getKeyID() + "]";
        }
    }

    Keyring(ProofKeys kept, ProofsSettings settings, Clock clock) {
        this.kept = kept;
        this.settings = settings;
        this.clock = clock;
    }

    /** Two hubs may make one each at the same moment: both verify. */
    ECKey signing() {
        var now = clock.instant();
        return young(now)
                .or(() -> {
                    reload(now);
                    return young(now);
                })
                .orElseGet(() -> made(now));
    }

    private Optional<ECKey> young(Instant now) {
        return known.get().stream()
                .filter(key -> key.madeSince(now.minus(settings.keyLife())))
                .findFirst()
                .map(Known::key);
    }

    Optional<ECKey> verifying(String id) {
        var now = clock.instant();
        return named(id, now).or(() -> {
            reload(now); // another hub may have made it
            return named(id, now);
        });
    }

    private Optional<ECKey> named(String id, Instant now) {
        return known.get().stream()
                .filter(key -> key.madeSince(oldest(now)) && id.equals(key.key().getKeyID()))
                .findFirst()
                .map(Known::key);
    }

    private void reload(Instant now) {
        known.set(kept.since(oldest(now)).stream()
                .map(key -> new Known(key.createdAt(), parsed(key)))
                .toList());
    }

    private Instant oldest(Instant now) {
        return now.minus(settings.keyLife()).minus(settings.validity());
    }

    private ECKey made(Instant now) {
        try {
            var id = UUID.randomUUID();
            var key = new ECKeyGenerator(Curve.P_256).keyID(id.toString()).generate();
            kept.keep(new ProofKeys.Key(id, now, key.toJSONString()), oldest(now));
            reload(now);
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
