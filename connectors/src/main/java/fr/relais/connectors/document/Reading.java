package fr.relais.connectors.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dossier as people read it: titled parts of labelled lines. What nobody said is not mentioned. */
record Reading(String title, List<Part> parts) {

    record Part(String title, List<Line> lines) {}

    record Line(String label, String value) {}

    /** Gathers a part's lines. */
    static final class Lines {

        private final String title;
        private final List<Line> lines = new ArrayList<>();

        Lines(String title) {
            this.title = title;
        }

        Lines add(String label, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                lines.add(new Line(printable(label), printable(value)));
            }
            return this;
        }

        Part part() {
            return new Part(title, List.copyOf(lines));
        }
    }

    /** Without what steers a reader's software rather than saying something. */
    static String printable(String text) {
        var printable = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED ->
                    printable.append(character == '\n' ? "\n" : "");
                default -> printable.appendCodePoint(character);
            }
        });
        return printable.toString();
    }

    /** As plain text. */
    String text() {
        var text = new StringBuilder(title).append('\n');
        for (var part : parts) {
            text.append('\n').append(part.title()).append('\n');
            part.lines()
                    .forEach(line -> text.append("  ")
                            .append(line.label())
                            .append(" : ")
                            .append(line.value())
                            .append('\n'));
        }
        return text.toString();
    }
}
