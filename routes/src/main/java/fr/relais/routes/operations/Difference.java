package fr.relais.routes.operations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What two messages in XML tell differently, element by element; of a SOAP envelope, its body alone. */
final class Difference {

    private static final String BODY = "/Envelope/Body";

    /** The differences, in the order of the new message; empty when one of the two can't be compared. */
    static Optional<List<OpsDocuments.Change>> between(@Nullable String before, String now, Mask mask) {
        try {
            if (before == null || !isXml(before) || !isXml(now)) {
                return Optional.empty();
            }
            var were = leaves(before);
            var are = leaves(now);
            var operation = "/" + root(were) + "/"; // of several messages, the one that was sent last
            are.keySet().removeIf(at -> !at.startsWith(operation));
            if (are.isEmpty()) {
                return Optional.empty();
            }
            var changes = new ArrayList<OpsDocuments.Change>();
            are.forEach((at, text) -> {
                var was = were.remove(at);
                if (!text.equals(was)) {
                    changes.add(change(at, was, text, mask));
                }
            });
            were.forEach((at, text) -> changes.add(change(at, text, null, mask)));
            return Optional.of(changes);
        } catch (XMLStreamException cut) {
            return Optional.empty();
        }
    }

    private static String root(Map<String, String> leaves) {
        return leaves.keySet().stream()
                .findFirst()
                .map(at -> at.split("/", 3)[1])
                .orElse("");
    }

    private static OpsDocuments.Change change(String at, @Nullable String was, @Nullable String is, Mask mask) {
        var element = at.substring(at.lastIndexOf('/') + 1).replaceFirst("\\[\\d+]$", "");
        return new OpsDocuments.Change(
                at, was == null ? null : mask.of(element, was), is == null ? null : mask.of(element, is));
    }

    private static boolean isXml(String message) {
        return message.stripLeading().startsWith("<");
    }

    /** Texts by where they stand: {@code /modifierSituation/rib/iban}; of several alike, each after the first is numbered. */
    private static Map<String, String> leaves(String message) throws XMLStreamException {
        var leaves = new LinkedHashMap<String, String>();
        var seen = new HashMap<String, Integer>();
        var open = new ArrayDeque<String>();
        var reader = Mask.reader(message);
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (open.isEmpty()) {
                        open.addLast(""); // holds the messages
                        continue;
                    }
                    var name = open.getLast() + "/" + reader.getLocalName();
                    int count = seen.merge(name, 1, Integer::sum);
                    open.addLast(count == 1 ? name : name + "[" + count + "]");
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (!reader.getText().isBlank()) {
                        leaves.put(open.getLast(), reader.getText().strip());
                    }
                }
                case XMLStreamReader.END_ELEMENT -> open.removeLast();
                default -> {} // comments and the like are no content
            }
        }
        return body(leaves);
    }

    private static Map<String, String> body(Map<String, String> leaves) {
        if (leaves.keySet().stream().noneMatch(at -> at.startsWith(BODY))) {
            return leaves;
        }
        var body = new LinkedHashMap<String, String>();
        leaves.forEach((at, text) -> {
            if (at.startsWith(BODY)) {
                body.put(at.substring(BODY.length()), text);
            }
        });
        return body;
    }

    private Difference() {}
}
