package fr.relais.routes.ledger;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which of its submissions a portal looks for; what is absent does not restrict.
 *
 * @param portalReference the portal's own, exactly
 * @param updatedSince changed then or later
 * @param after only what comes behind this place
 */
public record Search(
        @Nullable Reference reference,
        @Nullable String portalReference,
        @Nullable SubmissionStatus status,
        @Nullable Instant updatedSince,
        @Nullable Place after,
        int limit) {

    /** A place in the order of changes. */
    public record Place(Instant updatedAt, long number) {

        /** An opaque text to come back with. */
        public String cursor() {
            return Long.toString(updatedAt.getEpochSecond(), 36) + "." + Integer.toString(updatedAt.getNano(), 36) + "."
                    + Long.toString(number, 36);
        }

        /** Empty when it is no cursor of ours. */
        public static Optional<Place> of(String cursor) {
            var parts = cursor.split("\\.", -1);
            try {
                return parts.length == 3
                        ? Optional.of(new Place(
                                        Instant.ofEpochSecond(
                                                Long.parseLong(parts[0], 36), Integer.parseInt(parts[1], 36)),
                                        Long.parseLong(parts[2], 36)))
                                .filter(place -> isStorable(place.updatedAt())
                                        && place.cursor().equals(cursor))
                        : Optional.empty();
            } catch (NumberFormatException | DateTimeException invented) {
                return Optional.empty();
            }
        }
    }

    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** PostgreSQL's times end sooner than Java's. */
    public static boolean isStorable(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /**
     * Some of what was found, in the order of changes.
     *
     * @param next where to go on; null when this is all
     */
    public record Page(List<Standing> items, @Nullable Place next) {}
}
