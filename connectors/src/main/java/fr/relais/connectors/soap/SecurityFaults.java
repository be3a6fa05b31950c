package fr.relais.connectors.soap;

import javax.xml.namespace.QName;

/** The faults by which a target says that it would not look at a request, for want of security. */
final class SecurityFaults {

    /** Apache CXF's, when it keeps the reason to itself, as it does by default. */
    private static final String WSS4J = "http://ws.apache.org/wss4j";

    static boolean include(QName code) {
        return code.getNamespaceURI().contains("wssecurity")
                || code.getNamespaceURI().equals(WSS4J);
    }

    private SecurityFaults() {}
}
