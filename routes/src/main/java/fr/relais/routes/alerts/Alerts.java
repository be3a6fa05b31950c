package fr.relais.routes.alerts;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Outages;
import fr.relais.routes.ledger.Outages.Moment;
import fr.relais.routes.ledger.Outages.Outage;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notices when something begins to be wrong and when that is over, and has its owner told: once at each end, however many deliveries it
 * touches and however many hubs look. What lasts no longer than a moment is told to nobody.
 */
@Component
final class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);

    /** What is nobody's fault is no outage: a pause somebody ordered, what an agent is to see first, a doubt that is being asked after. */
    private static final Set<String> NO_OUTAGE = Set.of("paused", "toVerify", "unknown");

    /** What fails often, then closes, is one outage. */
    private static final Set<String> OF_A_LANE = Set.of("breaking", "closed", "unplugged");

    /** Longer than telling may take; what could not be told is tried again so much later. */
    private static final Duration MEANWHILE = Duration.ofMinutes(5);

    private final Watch watch;
    private final Outages outages;
    private final Letters letters;
    private final Teller teller;
    private final AlertsSettings settings;
    private final Clock clock;

    Alerts(Watch watch, Outages outages, Letters letters, Teller teller, AlertsSettings settings, Clock clock) {
        this.watch = watch;
        this.outages = outages;
        this.letters = letters;
        this.teller = teller;
        this.settings = settings;
        this.clock = clock;
    }

    public void look() {
        var situation = watch.situation(Authority.DEFAULT); // of some seconds ago, it may be
        for (var trouble : situation.troubles()) {
            if (!NO_OUTAGE.contains(trouble.kind())) {
                outages.see(Authority.DEFAULT, seen(trouble, situation.at()), situation.at());
            }
        }
        outages.endUnseen(Authority.DEFAULT, situation.at().minus(settings.calm()));
        for (var outage : outages.untold(Authority.DEFAULT)) {
            due(outage, clock.instant())
                    .filter(moment -> outages.takeTelling(outage.id(), moment, clock.instant(), MEANWHILE))
                    .ifPresent(moment -> tell(outage, moment));
        }
    }

    private Outages.Seen seen(Situation.Trouble trouble, Instant now) {
        return new Outages.Seen(
                OF_A_LANE.contains(trouble.kind()) ? "lane" : trouble.kind(),
                trouble.subject(),
                trouble.code(),
                letters.sentence(trouble),
                trouble.owner(),
                trouble.link(),
                trouble.touched(),
                trouble.since() == null ? now : trouble.since());
    }

    private Optional<Moment> due(Outage outage, Instant now) {
        if (outage.isOver()) {
            return Optional.of(Moment.END);
        }
        if (outage.told() == null) {
            return isPast(outage.seen(), settings.after(), outage.lastSeen())
                    ? Optional.of(Moment.BEGINNING)
                    : Optional.empty();
        }
        return outage.acknowledged() == null
                        && outage.escalated() == null
                        && !outage.kind().equals(Situation.Trouble.EXPIRES)
                        && settings.escalation().isReachable()
                        && isPast(outage.told(), settings.escalateAfter(), now)
                ? Optional.of(Moment.ESCALATION)
                : Optional.empty();
    }

    private static boolean isPast(Instant from, Duration patience, Instant now) {
        return !now.isBefore(from.plus(patience));
    }

    /** What was to be renewed and was not is over in name only: that it ran out is told of instead. */
    private boolean hasRunOut(Outage outage) {
        return outage.kind().equals(Situation.Trouble.EXPIRES)
                && outages.goesOn(Authority.DEFAULT, Situation.Trouble.EXPIRED, outage.subject());
    }

    /** Where it can't be told now, it is tried again in a while. */
    private void tell(Outage outage, Moment moment) {
        if (moment == Moment.END && hasRunOut(outage)) {
            outages.told(outage.id(), moment, clock.instant());
            return;
        }
        var notice = letters.of(outage, moment);
        LOG.warn("{}", notice.subject());
        boolean told = moment == Moment.ESCALATION || teller.tell(settings.of(outage.owner()), notice);
        if (moment == Moment.ESCALATION || outage.escalated() != null) {
            told &= teller.tell(settings.escalation(), notice);
        }
        if (told) {
            outages.told(outage.id(), moment, clock.instant());
        }
    }
}
