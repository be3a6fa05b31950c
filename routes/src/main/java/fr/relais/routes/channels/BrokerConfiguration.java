package fr.relais.routes.channels;

import fr.relais.routes.DataFolder;
import fr.relais.routes.channels.BrokerSettings.Mode;
import jakarta.jms.ConnectionFactory;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.jms.connection.CachingConnectionFactory;

/** The broker and Camel's way to it. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration {

    @Bean
    Broker broker(BrokerSettings settings, DataFolder folder) {
        if (settings.mode() != Mode.EMBEDDED) {
            return new Broker(settings.mode() == Mode.EXTERNAL, Optional.empty());
        }
        return new Broker(true, Optional.of(new EmbeddedBroker(folder.ofBroker())));
    }

    /** Exists even without a broker: routes that would use it are not made then. */
    @Bean
    JmsComponent jms(BrokerSettings settings, Broker broker) {
        var component = JmsComponent.jmsComponentAutoAcknowledge(connections(settings));
        var configuration = component.getConfiguration();
        var senders = new CachingConnectionFactory(connections(settings));
        senders.setReconnectOnException(true);
        configuration.setTemplateConnectionFactory(senders);
        configuration.setCacheLevelName("CACHE_CONSUMER");
        configuration.setTaskExecutor(new VirtualThreadTaskExecutor("jms-"));
        configuration.setAcceptMessagesWhileStopping(false);
        configuration.setDisableReplyTo(true);
        configuration.setRecoveryInterval(1_000);
        configuration.setTestConnectionOnStartup(false); // the hub starts without its broker
        return component;
    }

    /** One message at a time to each consumer, and quick to say that the broker is away. */
    private static ConnectionFactory connections(BrokerSettings settings) {
        var url = settings.mode() == Mode.EXTERNAL ? settings.url() : EmbeddedBroker.URL;
        var factory = new ActiveMQConnectionFactory(url, settings.username(), settings.password());
        factory.setConsumerWindowSize(0);
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setCallTimeout(3_000);
        factory.setConnectionTTL(15_000);
        factory.setClientFailureCheckPeriod(5_000);
        factory.setBlockOnNonDurableSend(true); // a lost broker shows at once, not after a minute
        return factory;
    }
}
