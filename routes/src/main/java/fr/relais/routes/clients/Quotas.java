package fr.relais.routes.clients;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps one portal, or one person's form sent over and over, from taking what is meant for all. Counted by each hub. */
@Component
public class Quotas {

    private static final int MOST_REMEMBERED = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_REMEMBERED; // the one not seen for longest is full again anyway
        }
    };

    Quotas(Clock clock) {
        this.clock = clock;
    }

    /**
     * One call of a portal.
     *
     * @throws Refusal when it made too many
     */
    public void call(Caller caller) {
        spend(caller.portal(), caller.client().perMinute());
    }

    /**
     * One submission of a portal for a person.
     *
     * @param person whatever tells one person from another
     * @throws Refusal when there were too many
     */
    public void submission(Caller caller, String person) {
        spend(caller.portal() + "/" + person, caller.client().perPersonPerMinute());
    }

    private synchronized void spend(String who, @Nullable Integer perMinute) {
        if (perMinute == null) {
            return;
        }
        var now = clock.instant();
        var bucket = buckets.getOrDefault(who, new Bucket(perMinute, now)).filled(perMinute, now);
        if (bucket.tokens() < 1) {
            throw exceeded(bucket.untilOne(perMinute));
        }
        buckets.put(who, new Bucket(bucket.tokens() - 1, now));
    }

    private static Refusal exceeded(Duration retryAfter) {
        return new Refusal(
                ProblemCode.QUOTA_EXCEEDED,
                new Wording(
                        "Trop de demandes en peu de temps ; réessayez après le délai de l'en-tête Retry-After.",
                        "Too many requests in a short time; try again after what the Retry-After header says."),
                retryAfter);
    }

    /** Fills evenly, up to a minute's worth. */
    private record Bucket(double tokens, Instant at) {

        Bucket filled(int perMinute, Instant now) {
            double gained = Math.max(0, Duration.between(at, now).toMillis()) * (double) perMinute / MINUTE.toMillis();
            return new Bucket(Math.min(perMinute, tokens + gained), now);
        }

        Duration untilOne(int perMinute) {
            return Duration.ofMillis((long) Math.ceil((1 - tokens) * MINUTE.toMillis() / perMinute))
                    .plusMillis(999);
        }
    }
}
