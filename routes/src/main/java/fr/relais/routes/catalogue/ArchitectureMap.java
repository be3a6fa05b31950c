package fr.relais.routes.catalogue;

import fr.relais.connectors.ConnectorId;
import fr.relais.mappings.teleservice.Definition;
import fr.relais.mappings.teleservice.Definition.Audience;
import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.delivery.LaneRegistry;
import fr.relais.routes.prefill.Sources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Who talks to whom here, as a drawing: portals, téléservices, back-offices and sources, in three columns. Lengths are in pixels of an SVG.
 *
 * @param height of the whole drawing
 */
record ArchitectureMap(List<Box> boxes, List<Line> lines, int height) {

    static final int WIDTH = 960;
    private static final int BOX_WIDTH = 250;
    private static final int BOX_HEIGHT = 44;
    private static final int STEP = 64;
    private static final int TOP = 24;

    /** A system, named. */
    record Box(String id, String label, String kind, int x, int y) {

        public int width() {
            return BOX_WIDTH;
        }

        public int height() {
            return BOX_HEIGHT;
        }
    }

    /** What goes from the right side of one box to the left side of another. */
    record Line(int x1, int y1, int x2, int y2) {}

    static ArchitectureMap of(List<Definition> definitions, LaneRegistry lanes, Sources sources) {
        var rows = Math.max(
                Audience.values().length,
                Math.max(
                        definitions.size(),
                        lanes.connectors().size() + sources.all().size()));
        var portals = column(
                0,
                rows,
                Arrays.stream(Audience.values())
                        .map(audience -> new Named(audience.name(), "portail", Words.audience(audience))));
        var teleservices = column(
                (WIDTH - BOX_WIDTH) / 2,
                rows,
                definitions.stream()
                        .map(definition -> new Named(
                                definition.id(),
                                "teleservice",
                                definition.title().in(Locale.FRENCH))));
        var systems = column(
                WIDTH - BOX_WIDTH,
                rows,
                Stream.concat(
                        lanes.connectors().stream()
                                .map(connector ->
                                        named(connector.id(), "service", connector.name(), connector.isSimulated())),
                        sources.all().stream()
                                .map(source -> named(source.id(), "source", source.name(), source.isSimulated()))));
        var lines = new ArrayList<Line>();
        for (var definition : definitions) {
            var middle = find(teleservices, definition.id());
            definition.audiences().stream()
                    .sorted()
                    .forEach(audience -> lines.add(line(find(portals, audience.name()), middle)));
            definition.targets().stream()
                    .map(Definition.Target::system)
                    .distinct()
                    .forEach(system -> lines.add(line(middle, find(systems, system))));
            definition.prefill().stream()
                    .flatMap(prefill -> sources.asked(prefill).stream())
                    .map(source -> source.id().value())
                    .distinct()
                    .forEach(source -> lines.add(line(middle, find(systems, source))));
        }
        return new ArchitectureMap(
                Stream.of(portals, teleservices, systems).flatMap(List::stream).toList(), lines, TOP + rows * STEP);
    }

    private record Named(String id, String kind, String label) {}

    private static Named named(ConnectorId id, String kind, Wording name, boolean simulated) {
        return new Named(id.value(), kind, name.in(Locale.FRENCH) + (simulated ? " (simulé)" : ""));
    }

    private static List<Box> column(int x, int rows, Stream<Named> things) {
        var all = things.toList();
        int first = TOP + (rows - all.size()) * STEP / 2;
        var boxes = new ArrayList<Box>();
        for (var thing : all) {
            boxes.add(new Box(thing.id(), thing.label(), thing.kind(), x, first + boxes.size() * STEP));
        }
        return boxes;
    }

    private static Box find(List<Box> boxes, String id) {
        return boxes.stream().filter(box -> box.id().equals(id)).findFirst().orElseThrow();
    }

    private static Line line(Box from, Box to) {
        return new Line(from.x() + BOX_WIDTH, from.y() + BOX_HEIGHT / 2, to.x(), to.y() + BOX_HEIGHT / 2);
    }
}
