package fr.relais.simulators.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the people behind a simulated system decided of the requests it holds, by its own references; in memory only. */
public final class Decisions {

    /** The words of our contracts. */
    public enum Sens {
        ACCORDEE,
        ACCORDEE_EN_PARTIE,
        REJETEE,
        SANS_SUITE
    }

    /** A decision and when it was made. */
    public record Decision(Sens sens, Instant decideeLe) {}

    private final Map<String, Decision> byReference = new ConcurrentHashMap<>();

    public void decide(String reference, Decision decision) {
        byReference.put(reference, decision);
    }

    public Optional<Decision> of(String reference) {
        return Optional.ofNullable(byReference.get(reference));
    }

    public void forget() {
        byReference.clear();
    }
}
