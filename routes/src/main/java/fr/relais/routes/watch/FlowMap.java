package fr.relais.routes.watch;

import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Teleservice;
import fr.relais.routes.clients.Portals;
import fr.relais.routes.ledger.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Portals, téléservices and lanes in three columns, and what flows between them. Lengths are in pixels of an SVG.
 *
 * @param hidden how many téléservices are left out: nobody used them lately, and there are more than a glance takes in
 */
public record FlowMap(List<Box> boxes, List<Line> lines, int height, int hidden) {

    private static final int WIDTH = 1080;
    private static final int BOX_WIDTH = 264;
    private static final int BOX_HEIGHT = 56;
    private static final int STEP = 72;
    private static final int TOP = 4;
    private static final int MOST = 12;

    /**
     * A portal, a téléservice or a lane.
     *
     * @param count what came of it or to it in the last quarter of an hour
     * @param lane how it stands, if it is a lane
     * @param link where more is told
     */
    public record Box(
            Kind kind,
            String id,
            Map<Locale, String> titles,
            long count,
            Situation.@Nullable Lane lane,
            @Nullable String link,
            int x,
            int y) {

        public String title(Locale language) {
            return titles.getOrDefault(
                    Locale.of(language.getLanguage()),
                    titles.values().iterator().next());
        }

        public int width() {
            return BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }
    }

    /** A column. */
    public enum Kind {
        PORTAL,
        TELESERVICE,
        LANE
    }

    /**
     * From the right side of one box to the left side of another.
     *
     * @param used whether anything went that way lately
     * @param well whether it may
     */
    public record Line(int x1, int y1, int x2, int y2, boolean used, boolean well) {

        /** A curve, as SVG draws it. */
        public String path() {
            int middle = (x1 + x2) / 2;
            return "M%d %d C%d %d %d %d %d %d".formatted(x1, y1, middle, y1, middle, y2, x2, y2);
        }
    }

    public int width() {
        return WIDTH;
    }

    static FlowMap of(
            List<Portals.Portal> portals,
            Collection<Teleservice> all,
            List<Situation.Lane> lanes,
            List<Traffic.Arrivals> arrivals) {
        var byTeleservice = summed(arrivals, Traffic.Arrivals::teleservice);
        var byPortal = summed(arrivals, Traffic.Arrivals::portal);
        var shown = all.stream()
                .map(Teleservice::definition)
                .filter(definition -> switch (definition.lifecycle()) {
                    case TRIAL, PUBLISHED, SUSPENDED -> true;
                    case DRAFT, RETIRED -> false;
                })
                .sorted(Comparator.comparingLong((Definition one) -> -byTeleservice.getOrDefault(one.id(), 0L))
                        .thenComparing(Definition::id))
                .toList();
        int hidden = Math.max(0, shown.size() - MOST);
        var teleservices = shown.subList(0, shown.size() - hidden).stream()
                .sorted(Comparator.comparing(Definition::id))
                .toList();
        int rows = Math.max(portals.size(), Math.max(teleservices.size(), lanes.size()));
        var left = column(
                0,
                rows,
                portals.stream()
                        .map(portal -> new Named(
                                Kind.PORTAL,
                                portal.id(),
                                Map.of(Locale.FRENCH, portal.id()),
                                byPortal.getOrDefault(portal.id(), 0L),
                                null,
                                null)));
        var middle = column(
                (WIDTH - BOX_WIDTH) / 2,
                rows,
                teleservices.stream()
                        .map(one -> new Named(
                                Kind.TELESERVICE,
                                one.id(),
                                Map.of(
                                        Locale.FRENCH,
                                        one.title().in(Locale.FRENCH),
                                        Locale.ENGLISH,
                                        one.title().in(Locale.ENGLISH)),
                                byTeleservice.getOrDefault(one.id(), 0L),
                                null,
                                "/catalogue/teleservices/" + one.id())));
        var right = column(
                WIDTH - BOX_WIDTH,
                rows,
                lanes.stream()
                        .map(lane -> new Named(
                                Kind.LANE,
                                lane.id(),
                                Map.of(
                                        Locale.FRENCH,
                                        lane.name().in(Locale.FRENCH) + " (" + lane.id() + ")",
                                        Locale.ENGLISH,
                                        lane.name().in(Locale.ENGLISH) + " (" + lane.id() + ")"),
                                lane.calls().calls(),
                                lane,
                                "/console/voies/" + lane.id())));
        return new FlowMap(
                Stream.of(left, middle, right).flatMap(List::stream).toList(),
                lines(portals, teleservices, lanes, arrivals, left, middle, right),
                TOP + rows * STEP,
                hidden);
    }

    private static List<Line> lines(
            List<Portals.Portal> portals,
            List<Definition> teleservices,
            List<Situation.Lane> lanes,
            List<Traffic.Arrivals> arrivals,
            List<Box> left,
            List<Box> middle,
            List<Box> right) {
        var used = arrivals.stream()
                .map(one -> one.portal() + " " + one.teleservice())
                .collect(Collectors.toSet());
        Set<String> ailing = lanes.stream()
                .filter(lane -> !lane.isWell())
                .map(Situation.Lane::id)
                .collect(Collectors.toCollection(HashSet::new));
        var lines = new ArrayList<Line>();
        for (var definition : teleservices) {
            var box = find(middle, definition.id());
            portals.stream()
                    .filter(portal -> portal.mayUse(definition))
                    .forEach(portal -> lines.add(line(
                            find(left, portal.id()), box, used.contains(portal.id() + " " + definition.id()), true)));
            definition.targets().stream()
                    .map(Definition.Target::system)
                    .distinct()
                    .filter(system -> right.stream().anyMatch(lane -> lane.id().equals(system)))
                    .forEach(system ->
                            lines.add(line(box, find(right, system), box.count() > 0, !ailing.contains(system))));
        }
        lines.sort(Comparator.comparing(Line::well).reversed().thenComparing(Line::used)); // what matters, on top
        return lines;
    }

    private static Map<String, Long> summed(List<Traffic.Arrivals> arrivals, Function<Traffic.Arrivals, String> by) {
        return arrivals.stream().collect(Collectors.groupingBy(by, Collectors.summingLong(Traffic.Arrivals::count)));
    }

    private record Named(
            Kind kind,
            String id,
            Map<Locale, String> titles,
            long count,
            Situation.@Nullable Lane lane,
            @Nullable String link) {}

    private static List<Box> column(int x, int rows, Stream<Named> things) {
        var all = things.toList();
        int first = TOP + (rows - all.size()) * STEP / 2;
        var boxes = new ArrayList<Box>();
        for (var thing : all) {
            boxes.add(new Box(
                    thing.kind(),
                    thing.id(),
                    thing.titles(),
                    thing.count(),
                    thing.lane(),
                    thing.link(),
                    x,
                    first + boxes.size() * STEP));
        }
        return boxes;
    }

    private static Box find(List<Box> boxes, String id) {
        return boxes.stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
    }

    private static Line line(Box from, Box to, boolean used, boolean well) {
        return new Line(from.x() + BOX_WIDTH, from.y() + BOX_HEIGHT / 2, to.x(), to.y() + BOX_HEIGHT / 2, used, well);
    }
}
