package fr.relais.connectors.soap;

import java.time.LocalDate;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;

/** Dates as the generated classes want them. */
public final class XmlDate {

    /** The platform's own, which keeps no state: finding one costs more than all else that is done to a message. */
    private static final DatatypeFactory FACTORY = DatatypeFactory.newDefaultInstance();

    private XmlDate() {}

    /** The plain {@code xs:date}, without a zone. */
    public static XMLGregorianCalendar of(LocalDate date) {
        return FACTORY.newXMLGregorianCalendar(date.toString());
    }
}
