package fr.relais.simulators.soap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.cxf.Bus;
import org.apache.cxf.BusFactory;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.tomcat.util.modeler.Registry;

/** One JAX-WS service on a bus and a Tomcat of its own, on a free loopback port. */
final class SoapServer implements AutoCloseable {

    private final Bus bus = ownBus();
    private final Tomcat tomcat = new Tomcat();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SoapServer(SoapContract contract, Object service, Security security, Path workFolder) {
        publish(contract.path(), service, security);
        var servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        Registry.disableRegistry(); // several Tomcats in one JVM would quarrel about their JMX names
        try {
            tomcat.setBaseDir(Files.createDirectories(workFolder).toString());
            tomcat.setConnector(connector());
            var context = (StandardContext)
                    tomcat.addContext("", workFolder.toAbsolutePath().toString());
            // Hunting for leaks of redeployed applications warns at each stop, and nothing is redeployed here.
            context.setClearReferencesThreadLocals(false);
            context.setClearReferencesRmiTargets(false);
            Tomcat.addServlet(context, "cxf", servlet);
            context.addServletMapping("/*", "cxf");
            context.getPipeline().addValve(publicAddress());
            tomcat.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (LifecycleException e) {
            throw new IllegalStateException("the server of " + contract.system() + " does not start", e);
        }
    }

    int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
            bus.shutdown(true);
        }
    }

    /**
     * The first bus made is everybody's default, and a client in the same JVM would then die with this server: so there must be another
     * before.
     */
    private static Bus ownBus() {
        Bus everybodys = BusFactory.getDefaultBus();
        Bus threads = BusFactory.getThreadDefaultBus(false);
        Bus own = BusFactory.newInstance().createBus();
        BusFactory.setDefaultBus(everybodys);
        BusFactory.setThreadDefaultBus(threads);
        return own;
    }

    private void publish(String path, Object service, Security security) {
        // CXF 4.2.3 has no caps of its own; it refuses DTDs by itself.
        bus.setProperty("org.apache.cxf.stax.maxElementDepth", 50);
        bus.setProperty("org.apache.cxf.stax.maxChildElements", 5_000);
        bus.setProperty("org.apache.cxf.stax.maxElementCount", 50_000L);
        bus.setProperty("org.apache.cxf.stax.maxTextLength", 1_000_000);
        bus.setProperty("org.apache.cxf.stax.maxAttributeCount", 100);
        var endpoint = new EndpointImpl(bus, service);
        endpoint.setProperties(new HashMap<>(Map.of(Message.SCHEMA_VALIDATION_ENABLED, "true")));
        SecurityGuard.protect(endpoint, security);
        endpoint.publish(path);
    }

    private Connector connector() {
        var connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        // Longer than the gate's client keeps a connection: a POST never meets one just closed.
        connector.setProperty("keepAliveTimeout", "300000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.getProtocolHandler().setExecutor(threads);
        return connector;
    }

    /** Makes the WSDL name the gate's address instead of this server's. */
    private static RemoteIpValve publicAddress() {
        var valve = new RemoteIpValve();
        valve.setHostHeader("X-Forwarded-Host");
        valve.setPortHeader("X-Forwarded-Port");
        return valve;
    }
}
