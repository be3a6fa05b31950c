package fr.relais.simulators.soap;

import java.time.Instant;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Moments as the generated classes want them. */
public final class XmlTime {

    /** The platform's own, which keeps no state. */
    private static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();

    private XmlTime() {}

    public static XMLGregorianCalendar of(Instant instant) {
        return FACTORY.newXMLGregorianCalendar(instant.toString());
    }
}
