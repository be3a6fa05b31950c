package fr.relais.routes.operations;

import java.io.StringReader;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Shows an exchange without the person in it.
 *
 * <p>Of XML, laid out to be read, only the text of elements known to hold codes stays. There and elsewhere, whatever the
 * submission itself holds is hidden, with all that looks like an account, a person's number, a mail address, a telephone or a day.
 */
public final class Mask {

    static final String HIDDEN = "•••";

    /** Elements of our contracts and of SOAP whose text says what happened, not to whom. */
    private static final Set<String> CODES = Set.of(
            "clerelais",
            "reference",
            "appliquele",
            "etat",
            "code",
            "motif",
            "reessayerdanssecondes",
            "typedemande",
            "faultcode",
            "faultstring",
            "value",
            "text");

    private static final Pattern HTML = Pattern.compile("(?is)\\s*(<!doctype html|<html).*");
    private static final Pattern PERSONAL =
            Pattern.compile(
                    "\\b[A-Z]{2}\\d{2}(?:[ .-]?[A-Z0-9]{2,4}){3,8}\\b" // an account
                            + "|\\b[12378][ .]?\\d{2}[ .]?\\d{2}[ .]?\\d[\\dAB][ .]?\\d{3}[ .]?\\d{3}(?:[ .]?\\d{2})?\\b" // a NIR
                            + "|[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+" // a mail address
                            + "|\\b\\d{4}-\\d{2}-\\d{2}\\b(?!T)|\\b\\d{2}/\\d{2}/\\d{4}\\b" // a day
                            + "|(?<!\\d)(?:0|\\+33 ?)[1-9](?:[ .]?\\d{2}){4}\\b"); // a telephone

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s'’-]+");

    private static final Pattern DECLARATION = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");

    private static final XMLInputFactory XML = factory();

    private final @Nullable Pattern known;

    /**
     * Hides these too, in whatever case.
     *
     * @param values hidden where they stand whole
     * @param names hidden word by word, however these are joined
     */
    Mask(Set<String> values, Set<String> names) {
        var whole = values.stream().map(String::strip).filter(value -> value.length() > 2);
        var words = names.stream().flatMap(BETWEEN_WORDS::splitAsStream).filter(word -> word.length() > 1);
        var longestFirst = Stream.concat(
                        variants(whole).map(Pattern::quote),
                        variants(words).map(word -> "(?<!\\p{L})" + Pattern.quote(word) + "(?!\\p{L})"))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .collect(Collectors.joining("|"));
        this.known = longestFirst.isEmpty()
                ? null
                : Pattern.compile(longestFirst, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static Stream<String> variants(Stream<String> values) {
        return values.flatMap(value -> Stream.of(value, unaccented(value)));
    }

    /** As old systems write it. */
    private static String unaccented(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    public @Nullable String of(@Nullable String message) {
        if (message == null) {
            return null;
        }
        return message.stripLeading().startsWith("<") && !HTML.matcher(message).matches()
                ? xml(message)
                : text(message);
    }

    /** The text of an element. */
    String of(String element, String text) {
        return isCode(element) ? text(text) : HIDDEN;
    }

    private String text(String text) {
        var shown = PERSONAL.matcher(text).replaceAll(HIDDEN);
        return known == null ? shown : known.matcher(shown).replaceAll(HIDDEN);
    }

    private String xml(String message) {
        var shown = new StringBuilder();
        try {
            lay(reader(message), shown);
        } catch (XMLStreamException cut) {
            shown.append("\n(unreadable from here)");
        }
        return shown.toString().strip();
    }

    /** Reads one message after the other, in an element of our own; no document type, and nothing from elsewhere. */
    static XMLStreamReader reader(String messages) throws XMLStreamException {
        var bare = DECLARATION.matcher(messages).replaceFirst("");
        return XML.createXMLStreamReader(new StringReader("<messages>" + bare + "</messages>"));
    }

    private void lay(XMLStreamReader reader, StringBuilder shown) throws XMLStreamException {
        int depth = -1; // of the element that holds the messages
        boolean inside = false; // a start tag or a text was the last thing shown
        var element = "";
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamReader.START_ELEMENT -> {
                    if (depth < 0) {
                        depth = 0;
                        continue;
                    }
                    element = reader.getLocalName();
                    shown.append('\n').repeat("  ", depth++).append('<').append(name(reader));
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        shown.append(' ')
                                .append(reader.getAttributeLocalName(i))
                                .append("=\"")
                                .append(HIDDEN)
                                .append('"');
                    }
                    shown.append('>');
                    inside = true;
                }
                case XMLStreamReader.CHARACTERS, XMLStreamReader.CDATA -> {
                    if (!reader.getText().isBlank()) {
                        shown.append(escaped(of(element, reader.getText())));
                    }
                }
                case XMLStreamReader.END_ELEMENT -> {
                    depth--;
                    if (depth < 0) {
                        continue;
                    }
                    if (!inside) {
                        shown.append('\n').repeat("  ", depth);
                    }
                    shown.append("</").append(name(reader)).append('>');
                    inside = false;
                    element = "";
                }
                default -> {} // comments and the like say nothing of use
            }
        }
    }

    private static String name(XMLStreamReader reader) {
        var prefix = reader.getPrefix();
        return prefix == null || prefix.isEmpty() ? reader.getLocalName() : prefix + ":" + reader.getLocalName();
    }

    private static boolean isCode(String element) {
        return CODES.contains(element.toLowerCase(Locale.ROOT));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
