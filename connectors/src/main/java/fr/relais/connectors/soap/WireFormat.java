package fr.relais.connectors.soap;

import fr.relais.connectors.UnfitDossier;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.ValidationEvent;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.validation.Schema;

/** The contract's XML for messages: writes them and holds them against the XSD. */
public final class WireFormat {

    private static final Pattern RULE = Pattern.compile("cvc-[a-zA-Z.0-9-]+");

    /** The last words of a complaint about a value, after the value itself, which may contain anything. */
    private static final Pattern ELEMENT =
            Pattern.compile(".* of element '(?:\\w+:)?(\\w+)' is not valid\\.", Pattern.DOTALL);

    /** Making one takes longer than a call; a made one may be shared. */
    private static final ClassValue<JAXBContext> CONTEXTS = new ClassValue<>() {
        @Override
        protected JAXBContext computeValue(Class<?> type) {
            try {
                return JAXBContext.newInstance(type);
            } catch (JAXBException defect) {
                throw new IllegalStateException(type.getName() + " is no class of a contract", defect);
            }
        }
    };

    private final Schema schema;

    WireFormat(Schema schema) {
        this.schema = schema;
    }

    /**
     * Refuses a message the target would refuse.
     *
     * @throws UnfitDossier naming the rule and the element, never the value
     */
    public <T> T validated(T message) {
        xml(message);
        return message;
    }

    /** The message as XML. */
    public String xml(Object message) {
        return written(message, false);
    }

    /** The message as XML, on lines of its own for a person to read. */
    public String preview(Object message) {
        return written(message, true);
    }

    private String written(Object message, boolean onLines) {
        var xml = new StringWriter();
        List<String> complaints = new ArrayList<>();
        try {
            var marshaller = CONTEXTS.get(message.getClass()).createMarshaller();
            marshaller.setSchema(schema);
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, onLines);
            marshaller.setProperty(Marshaller.JAXB_FORMATTED_OUTPUT, onLines);
            marshaller.setEventHandler(event -> complaints.add(complaint(event)));
            marshaller.marshal(message, xml);
        } catch (JAXBException unwritable) {
            complaints.add(unwritable.getClass().getSimpleName());
        }
        if (!xml.toString().codePoints().allMatch(WireFormat::isXml)) {
            complaints.add("a character XML has no place for");
        }
        if (!complaints.isEmpty()) {
            throw new UnfitDossier(
                    message.getClass().getSimpleName() + " breaks the contract: " + String.join(", ", complaints));
        }
        return xml.toString();
    }

    private static String complaint(ValidationEvent event) {
        var text = String.valueOf(event.getMessage());
        var rule = RULE.matcher(text);
        var element = ELEMENT.matcher(text);
        return (rule.lookingAt() ? rule.group() : "invalid") + (element.matches() ? " at " + element.group(1) : "");
    }

    /** As XML 1.0 has it; half of a surrogate pair is a code point outside of these. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
