package fr.relais.routes.bench;

import fr.relais.connectors.finance.wsdl.Finance;
import fr.relais.connectors.finance.wsdl.FinancePort;
import fr.relais.connectors.finance.wsdl.Identite;
import fr.relais.connectors.finance.wsdl.ModifierCoordonneesBancaires;
import fr.relais.connectors.finance.wsdl.RechercherTiers;
import fr.relais.connectors.finance.wsdl.Rib;
import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.apache.cxf.frontend.ClientProxy;
import org.apache.cxf.jaxws.JaxWsProxyFactoryBean;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.ConnectionType;

/**
 * What a program does that calls the back-office itself, with CXF and messages that are ready: the two requests of one delivery, whose
 * payee it is and the change. Nothing is translated, validated, masked, written down or asked twice.
 */
final class DirectCalls implements Load {

    private final String url;
    private final AtomicLong numbers = new AtomicLong();
    private final XMLGregorianCalendar date;

    DirectCalls(String url) {
        this.url = url;
        try {
            this.date = DatatypeFactory.newInstance().newXMLGregorianCalendar("2026-02-01");
        } catch (DatatypeConfigurationException impossible) {
            throw new IllegalStateException("every Java platform has XML dates", impossible);
        }
    }

    @Override
    public Client client() {
        var factory = new JaxWsProxyFactoryBean();
        factory.setServiceClass(FinancePort.class);
        factory.setServiceName(Finance.SERVICE);
        factory.setEndpointName(Finance.Finance);
        factory.setWsdlURL("classpath:/fr/relais/connectors/finance/finance.wsdl");
        factory.setAddress(url);
        var port = factory.create(FinancePort.class);
        var client = ClientProxy.getClient(port);
        client.getEndpoint().put(HTTPConduit.FORCE_HTTP_VERSION, "1.1");
        var conduit = (HTTPConduit) client.getConduit();
        conduit.getClient().setConnection(ConnectionType.KEEP_ALIVE);
        conduit.getClient().setAllowChunking(false);
        return new Caller(port);
    }

    private final class Caller implements Client {

        private final FinancePort port;

        Caller(FinancePort port) {
            this.port = port;
        }

        @Override
        public boolean once() throws IOException {
            try {
                var found = port.rechercherTiers(whose()).getTiers().getFirst();
                port.modifierCoordonneesBancaires(change(found.getNumeroTiers()));
                return true;
            } catch (WebServiceException broken) { // now and then the JDK's client closes a connection on itself
                return false;
            } catch (Exception refused) { // nothing of the contract is ever refused here
                throw new IOException(refused);
            }
        }

        @Override
        public void close() {
            ClientProxy.getClient(port).destroy();
        }
    }

    private static RechercherTiers whose() {
        var identite = new Identite();
        identite.setNomNaissance("BANC-TEST");
        identite.setPrenoms("Camille");
        identite.setDateNaissance("1980-05-17");
        var whose = new RechercherTiers();
        whose.setIdentite(identite);
        return whose;
    }

    private ModifierCoordonneesBancaires change(String numeroTiers) {
        var rib = new Rib();
        rib.setTitulaire("Camille BANC-TEST");
        rib.setIban("FR7630001007941234567890185");
        rib.setBic("BDFEFRPP");
        var change = new ModifierCoordonneesBancaires();
        change.setCleRelais("R26-BANC-" + numbers.incrementAndGet() + "/1");
        change.setNumeroTiers(numeroTiers);
        change.setDateEffet(date);
        change.setRib(rib);
        return change;
    }
}
