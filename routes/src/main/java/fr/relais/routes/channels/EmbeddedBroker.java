package fr.relais.routes.channels;

import java.nio.file.Path;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Artemis in this process: reached from here only, no TCP port. It may fail; the hub works on without it. */
final class EmbeddedBroker implements AutoCloseable {

    static final String URL = "vm://0";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();

    EmbeddedBroker(Path folder) {
        try {
            server.setConfiguration(configuration(folder));
            server.start();
        } catch (Exception broken) { // as declared by Artemis
            LOG.error("The embedded broker in {} does not start; lanes are fed without it", folder, broken);
        }
    }

    private static ConfigurationImpl configuration(Path folder) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setName("relais");
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDatasync(true);
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setJournalFileSize(1 << 20); // pointers are not kept, so little ever is
        configuration.setSecurityEnabled(false); // nobody outside this process can connect
        configuration.setJMXManagementEnabled(false);
        configuration.setAcceptorConfigurations(
                Set.of(new TransportConfiguration(InVMAcceptorFactory.class.getName())));
        configuration.addAddressSetting("#", addressSettings());
        return configuration;
    }

    /** Nothing is ever dropped or redelivered behind the ledger's back. */
    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setDeadLetterAddress(SimpleString.of("relais.dead"))
                .setExpiryAddress(SimpleString.of("relais.expired"))
                .setMaxDeliveryAttempts(-1)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.FAIL)
                .setMaxSizeBytes(16 << 20)
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) { // as declared by Artemis; what it held were hints
            LOG.warn("The embedded broker did not stop cleanly", broken);
        }
    }
}
