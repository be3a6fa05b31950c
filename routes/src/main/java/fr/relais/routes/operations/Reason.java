package fr.relais.routes.operations;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody acts, in his own words: others will want to know. */
public final class Reason {

    public static final int LEAST = 3;
    public static final int MOST = 500;

    /** What was given, if it says anything. */
    public static Optional<String> of(@Nullable String given) {
        return Optional.ofNullable(given)
                .map(String::strip)
                .filter(reason -> reason.length() >= LEAST && reason.length() <= MOST);
    }

    private Reason() {}
}
