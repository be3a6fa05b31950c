package fr.relais.routes.watch;

import fr.relais.connectors.Expiry;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.ledger.Arrears;
import fr.relais.routes.ledger.DeliveryState;
import fr.relais.routes.ledger.LaneState;
import fr.relais.routes.ledger.Operations;
import fr.relais.routes.ledger.Traffic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How things stood at a moment.
 *
 * @param troubles what somebody should know of, the worst first
 * @param behind how far housekeeping is behind, of every task
 * @param rejected how many folders of téléservices are refused
 * @param endings what is good until a day only, the first to end first
 */
public record Situation(
        Instant at,
        List<Trouble> troubles,
        List<Lane> lanes,
        List<Source> sources,
        List<Traffic.Arrivals> arrivals,
        FlowMap map,
        Map<Arrears.Task, Duration> behind,
        int rejected,
        List<Ending> endings) {

    /** A lane by its id; empty when nothing is to be said of it. */
    public Optional<Lane> lane(String id) {
        return lanes.stream().filter(lane -> lane.id().equals(id)).findFirst();
    }

    /** When the secret of a client ends; empty when nobody said. */
    public Optional<Ending> secretOf(String client) {
        return endings.stream()
                .filter(ending ->
                        ending.of().equals(client) && ending.expiry().what().equals(SECRET))
                .findFirst();
    }

    /** What a client shows for its tokens. */
    static final String SECRET = "secret";

    /** Over how long rates are taken. */
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /**
     * A lane, and how it does.
     *
     * @param owner whom to tell
     * @param perSecond what its pace allows; 0 where nothing goes at all
     * @param plugged whether its connector is there; what is owed to one that is not waits for it
     * @param calls of the last quarter of an hour
     * @param heaps what does not move by itself
     */
    public record Lane(
            String id,
            Wording name,
            boolean simulated,
            LaneState state,
            Instant since,
            @Nullable String cause,
            long backlog,
            @Nullable Instant oldest,
            @Nullable Instant lastSuccess,
            String owner,
            int perSecond,
            boolean plugged,
            Traffic.Calls calls,
            List<Operations.Heap> heaps) {

        public boolean isWell() {
            return plugged && state == LaneState.RUNNING && !isBreaking();
        }

        /** Of what was called lately, more broke than may be put down to chance. */
        public boolean isBreaking() {
            return calls.lately() >= ENOUGH && calls.brokenLately() >= TOO_MUCH * calls.lately();
        }

        /** What may go at all; the rest waits for somebody. */
        public long waiting() {
            return backlog
                    - heaps.stream()
                            .filter(heap -> heap.state() == DeliveryState.PARKED)
                            .mapToLong(Operations.Heap::count)
                            .sum();
        }

        public double perMinute() {
            return (double) calls.calls() / WINDOW.toMinutes();
        }

        /** Of what its pace allows, from 0 to 1. */
        public double use() {
            return (double) calls.calls() / WINDOW.toSeconds() / Math.max(1, perSecond);
        }

        private static final int ENOUGH = 5;
        private static final double TOO_MUCH = 0.2;
    }

    /**
     * A source that is asked to pre-fill.
     *
     * @param owner whom to tell
     * @param asked how many fields it was asked for today, over all hubs
     * @param unavailable how many of them it could not be asked for
     * @param open what of it this hub leaves alone for now
     */
    public record Source(
            String id, Wording name, String owner, boolean simulated, long asked, long unavailable, List<String> open) {

        public double unavailableShare() {
            return asked == 0 ? 0 : (double) unavailable / asked;
        }
    }

    /**
     * Something that is good until a moment only.
     *
     * @param of the client, lane or source it belongs to
     * @param whose the same as people call it
     * @param owner who is to renew it
     * @param near from when on he is told so
     */
    public record Ending(Expiry expiry, String of, Wording whose, String owner, Instant near) {

        /** One name for it, the same as long as it is configured. */
        public String subject() {
            return of + "/" + expiry.what();
        }

        public Instant at() {
            return expiry.at();
        }

        public boolean isNear(Instant now) {
            return !now.isBefore(near) && !isPast(now);
        }

        public boolean isPast(Instant now) {
            return now.isAfter(at());
        }

        /** What it is. */
        public Wording what() {
            return switch (expiry.kind()) {
                case SECRET -> new Wording("secret", "secret");
                case CERTIFICATE -> new Wording("certificat", "certificate");
                case HABILITATION -> new Wording("habilitation", "habilitation");
            };
        }
    }

    /** How bad. */
    public enum Weight {
        /** Something does not go out. */
        OUTAGE,
        /** It waits for somebody. */
        WORK,
        /** It may become one of these. */
        SIGN
    }

    /**
     * Something that is wrong.
     *
     * @param kind which sentence tells of it, by its key
     * @param subject what it is about, as the hub calls it: the same as long as it lasts
     * @param what whose it is: a lane, a téléservice, a source, or what of it ends; as people call it
     * @param code of the runbook, if there is one
     * @param touched how many deliveries
     * @param owner whom to tell
     * @param link where to go on
     */
    public record Trouble(
            Weight weight,
            String kind,
            String subject,
            Wording what,
            @Nullable String code,
            long touched,
            @Nullable Instant since,
            String owner,
            String link) {

        /** The kind of what ends soon: weeks are left, and nobody is to be woken. */
        public static final String EXPIRES = "expires";

        /** What that becomes when nobody renews it. */
        public static final String EXPIRED = "expired";
    }
}
