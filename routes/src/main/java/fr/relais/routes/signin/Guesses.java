package fr.relais.routes.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Locale;

/** Passwords tried of late, by account; each hub counts for itself. */
final class Guesses {

    private static final int MOST = 5;
    private static final Duration LATE = Duration.ofMinutes(5);
    private static final int ACCOUNTS = 10_000;

    private final Cache<String, Integer> tried =
            Caffeine.newBuilder().maximumSize(ACCOUNTS).expireAfterWrite(LATE).build();

    /** Counts one more before it is looked at, so that many at once are no way round; false when it is one too many. */
    boolean mayTry(String account) {
        return tried.asMap().merge(one(account), 1, Integer::sum) <= MOST;
    }

    void forget(String account) {
        tried.invalidate(one(account));
    }

    /** However it is typed, it is one account. */
    private static String one(String account) {
        return account.toLowerCase(Locale.ROOT);
    }
}
