package fr.relais.routes.hub;

import static org.awaitility.Awaitility.await;

import fr.relais.routes.testing.Ports;
import fr.relais.routes.testing.Required;
import jakarta.jms.JMSException;
import jakarta.jms.QueueRequestor;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.management.ResourceNames;
import org.apache.activemq.artemis.api.jms.management.JMSManagementHelper;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** Artemis as operators run it: its distribution, in a process of its own, with a password. */
final class BrokerOnItsOwn {

    private static final String PASSWORD = "secret-of-a-test";

    private final Path folder;
    private final String url;
    private int starts;
    private Process process;

    private BrokerOnItsOwn(Path folder, int port) {
        this.folder = folder;
        this.url = "tcp://127.0.0.1:" + port;
    }

    static BrokerOnItsOwn createdIn(Path folder) throws IOException, InterruptedException {
        int port = Ports.free();
        var created = run(
                        folder.resolveSibling("broker-created.log"),
                        distribution().resolve("bin/artemis").toString(),
                        "create",
                        folder.toString(),
                        "--silent",
                        "--user=relais",
                        "--password=" + PASSWORD,
                        "--require-login",
                        "--no-web",
                        "--no-amqp-acceptor",
                        "--no-mqtt-acceptor",
                        "--no-stomp-acceptor",
                        "--no-hornetq-acceptor",
                        "--no-autotune",
                        "--nio",
                        "--host=127.0.0.1",
                        "--default-port=" + port)
                .waitFor();
        if (created != 0) {
            throw new IllegalStateException("the broker can't be created, see beside " + folder);
        }
        return new BrokerOnItsOwn(folder, port);
    }

    private static Path distribution() throws IOException {
        var unpacked =
                Path.of(System.getProperty("basedir", ""), "target", "artemis").toAbsolutePath();
        Required.that(Files.isDirectory(unpacked), "Maven has not unpacked Artemis into " + unpacked);
        try (var versions = Files.list(unpacked)) {
            return versions.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private static Process run(Path log, String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment()
                .put(
                        "JAVA_ARGS",
                        "-Xmx256m -XX:TieredStopAtLevel=1 --add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
        return builder.start();
    }

    /** Starts it, on the same port each time, and waits until it serves. */
    void start() throws IOException {
        var log = folder.resolveSibling("broker-" + ++starts + ".log");
        process = run(log, folder.resolve("bin/artemis").toString(), "run");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the broker did not start:\n" + Files.readString(log));
            }
            return Files.readString(log).contains("Server is now active");
        });
    }

    void killHard() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What a hub must be told to use it. */
    List<String> settings() {
        return List.of(
                "--relais.broker.mode=external",
                "--relais.broker.url=" + url,
                "--relais.broker.username=relais",
                "--relais.broker.password=" + PASSWORD);
    }

    /** How many messages a queue was given since the broker's start, by the broker's own account. */
    long given(String queue) throws JMSException {
        return count(queue, "messagesAdded");
    }

    /** How many of them wait for a consumer. */
    long waiting(String queue) throws JMSException {
        return count(queue, "messageCount") - count(queue, "deliveringCount");
    }

    private long count(String queue, String attribute) throws JMSException {
        try (var factory = new ActiveMQConnectionFactory(url, "relais", PASSWORD);
                var connection = factory.createQueueConnection();
                var session = connection.createQueueSession(false, Session.AUTO_ACKNOWLEDGE)) {
            connection.start();
            var requestor = new QueueRequestor(session, session.createQueue("activemq.management"));
            var question = session.createMessage();
            JMSManagementHelper.putAttribute(question, ResourceNames.QUEUE + queue, attribute);
            var answer = requestor.request(question);
            return JMSManagementHelper.hasOperationSucceeded(answer)
                    ? ((Number) JMSManagementHelper.getResult(answer)).longValue()
                    : 0;
        } catch (JMSException | RuntimeException broken) {
            throw broken;
        } catch (Exception broken) { // as declared by Artemis
            throw new IllegalStateException(broken);
        }
    }

    void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            killHard(); // nothing of it is kept
        }
    }

    static String[] together(List<String> some, String... more) {
        var all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
