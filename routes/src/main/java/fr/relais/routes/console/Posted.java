package fr.relais.routes.console;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How much was posted in thirty days.
 *
 * @param last when it was posted last within them
 */
record Posted(long count, @Nullable Instant last) {

    static final Posted NOTHING = new Posted(0, null);

    private static final Duration A_MONTH = Duration.ofDays(30);

    /** By portal, or by téléservice. */
    static Map<String, Posted> by(Function<Traffic.Arrivals, String> whose, Traffic traffic, Instant now) {
        return traffic.arrivals(Authority.DEFAULT, now.minus(A_MONTH), now).stream()
                .collect(Collectors.groupingBy(whose, Collectors.collectingAndThen(Collectors.toList(), Posted::of)));
    }

    private static Posted of(List<Traffic.Arrivals> arrivals) {
        return new Posted(
                arrivals.stream().mapToLong(Traffic.Arrivals::count).sum(),
                arrivals.stream()
                        .map(Traffic.Arrivals::last)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }
}
