package fr.relais.routes.bench;

import fr.relais.routes.testing.Ports;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Persistent messages as long as a submission, each sender waiting until the broker has it on its disk. */
final class BrokerLoad implements Load, AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final ActiveMQConnectionFactory factory;
    private final int bytes;

    /**
     * Starts a broker.
     *
     * @param gatherNanos how long its journal waits for company before it forces to the disk
     * @param bytes of a message
     */
    BrokerLoad(Path folder, int gatherNanos, int bytes) throws IOException {
        this.bytes = bytes;
        int port = Ports.free();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BareBroker.class.getName(),
                        folder.toString(),
                        String.valueOf(port),
                        String.valueOf(gatherNanos))
                .redirectError(
                        folder.resolveSibling(folder.getFileName() + ".log").toFile())
                .start();
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        await("ready");
        factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
        factory.setBlockOnDurableSend(true);
    }

    private void await(String word) throws IOException {
        for (var line = said.readLine(); !word.equals(line); line = said.readLine()) {
            if (line == null) {
                throw new IOException("the bare broker ended");
            }
        }
    }

    /** Forgets all it was sent, so that the next window finds it as this one did. */
    void empty() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        await("empty");
    }

    @Override
    public Client client() throws IOException {
        try {
            return new Sender(factory.createConnection());
        } catch (JMSException away) {
            throw new IOException(away);
        }
    }

    private final class Sender implements Client {

        private final Connection connection;
        private final MessageProducer producer;
        private final BytesMessage message;

        Sender(Connection connection) throws JMSException {
            this.connection = connection;
            var session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            producer = session.createProducer(session.createQueue(BareBroker.QUEUE));
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            message = session.createBytesMessage();
            message.writeBytes(new byte[bytes]);
        }

        @Override
        public boolean once() throws IOException {
            try {
                producer.send(message);
                return true;
            } catch (JMSException refused) {
                throw new IOException(refused);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (JMSException broken) {
                throw new IOException(broken);
            }
        }
    }

    @Override
    public void close() throws IOException {
        factory.close();
        process.getOutputStream().close();
        process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }
}
