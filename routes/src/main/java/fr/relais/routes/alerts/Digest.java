package fr.relais.routes.alerts;

import fr.relais.routes.ledger.Authority;
import fr.relais.routes.ledger.Outages;
import fr.relais.routes.ledger.Outages.Outage;
import fr.relais.routes.ledger.Traffic;
import fr.relais.routes.watch.Situation;
import fr.relais.routes.watch.Watch;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** On Monday morning, what the week before was like. */
@Component
final class Digest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime MORNING = LocalTime.of(8, 0);

    /** After so long it is tried again. */
    private static final Duration MEANWHILE = Duration.ofMinutes(15);

    private final Outages outages;
    private final Traffic traffic;
    private final Watch watch;
    private final Teller teller;
    private final AlertsSettings settings;
    private final Clock clock;

    Digest(Outages outages, Traffic traffic, Watch watch, Teller teller, AlertsSettings settings, Clock clock) {
        this.outages = outages;
        this.traffic = traffic;
        this.watch = watch;
        this.teller = teller;
        this.settings = settings;
        this.clock = clock;
    }

    /** A hub that was down on Monday sends it when it is back, that week. */
    public void sendWhenDue() {
        var now = clock.instant().atZone(PARIS);
        var monday = now.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        boolean due = settings.digest().isReachable()
                && !now.isBefore(monday.atTime(MORNING).atZone(PARIS));
        if (due
                && outages.takeDigest(Authority.DEFAULT, monday, clock.instant(), MEANWHILE)
                && teller.tell(settings.digest(), of(monday))) {
            outages.digestSent(Authority.DEFAULT, monday, clock.instant());
        }
    }

    private Notice of(LocalDate monday) {
        var from = monday.minusWeeks(1).atStartOfDay(PARIS).toInstant();
        var until = monday.atStartOfDay(PARIS).toInstant();
        var happened = outages.between(Authority.DEFAULT, from, until);
        long posted = traffic.arrivals(Authority.DEFAULT, from, until).stream()
                .mapToLong(Traffic.Arrivals::count)
                .sum();
        var calls = traffic.calls(Authority.DEFAULT, from, until);
        var standing = watch.situation(Authority.DEFAULT);
        return new Notice(
                "[Relais] La semaine du " + monday.minusWeeks(1),
                text(happened, posted, calls, standing),
                Map.of(
                        "event",
                        "digest",
                        "week",
                        monday.minusWeeks(1).toString(),
                        "submissions",
                        posted,
                        "outages",
                        happened.size()));
    }

    private String text(List<Outage> happened, long posted, List<Traffic.Calls> calls, Situation standing) {
        return """
                %d demandes déposées.

                Transmissions
                %s

                Pannes
                %s

                En ce moment
                %s

                Détail : %s
                """.formatted(
                posted,
                lines(
                        calls.stream()
                                .map(lane -> "%s : %d abouties, %d refusées, %d échecs sur %d appels"
                                        .formatted(
                                                lane.connector().value(),
                                                lane.delivered(),
                                                lane.declined(),
                                                lane.broken(),
                                                lane.calls()))
                                .toList(),
                        "aucune"),
                lines(happened.stream().map(Digest::line).toList(), "aucune"),
                lines(
                        standing.lanes().stream()
                                .filter(lane -> lane.backlog() > 0)
                                .map(lane -> "%s : %d en attente, la plus ancienne depuis le %s"
                                        .formatted(
                                                lane.id(),
                                                lane.backlog(),
                                                Letters.moment(lane.oldest() == null ? standing.at() : lane.oldest())))
                                .toList(),
                        "rien n'attend"),
                Notice.at(settings.hub(), "/console"));
    }

    private static String line(Outage outage) {
        Instant ended = outage.ended();
        return "%s, %s : %s"
                .formatted(
                        Letters.moment(outage.began()),
                        ended == null ? "toujours en cours" : Letters.span(outage.began(), ended),
                        outage.said());
    }

    private static String lines(List<String> lines, String none) {
        return lines.isEmpty()
                ? "- " + none
                : lines.stream().map(line -> "- " + line).collect(Collectors.joining("\n"));
    }
}
