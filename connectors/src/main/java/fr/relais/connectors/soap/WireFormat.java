package fr.relais.connectors.soap;

import fr.relais.connectors.UnfitDossier;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.io.StringWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.validation.Schema;
import org.xml.sax.SAXParseException;

/** The contract's XML for messages: writes them and holds them against the XSD. */
public final class WireFormat {

    private static final Pattern RULE = Pattern.compile("^(cvc-[a-zA-Z.0-9-]+)");
    private static final Pattern ELEMENT =
            Pattern.compile("element '(?:\\{[^}]*\\}:?)?([A-Za-z0-9:]+)'", Pattern.CASE_INSENSITIVE);

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
        var xml = new StringWriter();
        try {
            var marshaller = JAXBContext.newInstance(message.getClass()).createMarshaller();
            marshaller.setSchema(schema);
            marshaller.marshal(message, xml);
            return xml.toString();
        } catch (JAXBException invalid) {
            throw new UnfitDossier(message.getClass().getSimpleName() + " breaks the contract: " + rule(invalid));
        }
    }

    private static String rule(JAXBException invalid) {
        var text = invalid.getLinkedException() instanceof SAXParseException parse ? parse.getMessage() : null;
        if (text == null) {
            return invalid.getClass().getSimpleName();
        }
        var rule = RULE.matcher(text);
        Matcher element = ELEMENT.matcher(text);
        return (rule.find() ? rule.group(1) : "invalid") + (element.find() ? " at " + element.group(1) : "");
    }
}
