package fr.relais.simulators.soap;

import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Reply;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads of an envelope what the gate must know, and writes the two the gate answers by itself. */
final class Envelopes {

    private static final String UNREADABLE = "?";

    private final SoapContract contract;

    Envelopes(SoapContract contract) {
        this.contract = contract;
    }

    Call describe(byte[] envelope, @Nullable String traceparent) {
        String operation = UNREADABLE;
        String key = null;
        try {
            XMLStreamReader xml = stax().createXMLStreamReader(new ByteArrayInputStream(root(envelope)));
            if (descendTo(xml, "Body") && nextElement(xml)) {
                operation = xml.getLocalName();
                key = nextElement(xml) && xml.getLocalName().equals("cleRelais") ? xml.getElementText() : null;
            }
        } catch (XMLStreamException e) {
            key = null; // the service behind will say what is wrong with it
        }
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new Call(
                contract.system(), operation, key, now, contract.stateChanging().contains(operation), traceparent);
    }

    /** The envelope itself, where others stand beside it (MTOM): it is the first part. */
    private static byte[] root(byte[] body) {
        var multipart = new String(body, StandardCharsets.ISO_8859_1).stripLeading();
        if (!multipart.startsWith("--")) {
            return body;
        }
        int head = multipart.indexOf("\r\n\r\n");
        int end = multipart.indexOf("\r\n" + multipart.lines().findFirst().orElse("--"), head + 1);
        return head < 0 || end < 0 ? body : multipart.substring(head + 4, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    Reply untypedFault() {
        return fault("Erreur interne du serveur", "");
    }

    Reply donneesInvalides() {
        return fault("DonneesInvalides", """
                <detail><DonneesInvalides xmlns="%s"><code>REFUS_SIMULE</code>\
                <motif>Refus demandé au simulateur.</motif></DonneesInvalides></detail>""".formatted(contract.namespace()));
    }

    private static Reply fault(String text, String detail) {
        return Reply.of(500, "text/xml; charset=UTF-8", """
                <?xml version="1.0" encoding="UTF-8"?>
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>\
                <faultcode>soap:Server</faultcode><faultstring>%s</faultstring>%s\
                </soap:Fault></soap:Body></soap:Envelope>
                """.formatted(text, detail));
    }

    private static boolean descendTo(XMLStreamReader xml, String name) throws XMLStreamException {
        while (nextElement(xml)) {
            if (xml.getLocalName().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean nextElement(XMLStreamReader xml) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamReader.START_ELEMENT) {
                return true;
            }
        }
        return false;
    }

    private static XMLInputFactory stax() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
