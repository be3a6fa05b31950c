package fr.relais.routes.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/**
 * A process that is an Artemis broker reached by TCP and nothing else: NIO journal, nobody answered before a message is forced to the disk.
 *
 * <p>Takes its folder, its port and how many nanoseconds its journal waits for company before it forces; each line it reads empties its
 * queue, which it answers by a line.
 */
final class BareBroker {

    static final String QUEUE = "bench";

    private static final long ROOM = 4L << 30;

    public static void main(String[] arguments) throws Exception {
        Bench.quiet();
        var server = new EmbeddedActiveMQ();
        server.setConfiguration(
                configuration(Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2])));
        server.start();
        System.out.println("ready");
        var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        while (orders.readLine() != null) {
            server.getActiveMQServer().locateQueue(QUEUE).deleteAllReferences();
            System.out.println("empty");
        }
        server.stop();
    }

    private static ConfigurationImpl configuration(Path folder, int port, int gatherNanos) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalBufferTimeout_NIO(gatherNanos);
        configuration.setJournalDatasync(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setAcceptorConfigurations(Set.of(new TransportConfiguration(
                NettyAcceptorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", port))));
        configuration.addAddressSetting("#", new AddressSettings().setMaxSizeBytes(ROOM));
        configuration.addQueueConfiguration(
                QueueConfiguration.of(QUEUE).setRoutingType(RoutingType.ANYCAST).setDurable(true));
        return configuration;
    }

    private BareBroker() {}
}
