package fr.relais.connectors.depot;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession.ClientSessionEvent;
import org.apache.sshd.common.config.keys.KeyUtils;

/** What {@code ssh-keyscan} and {@code ssh-keygen -lf} tell of a server. */
final class HostKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static String fingerprint(String host, int port) {
        var seen = new AtomicReference<String>();
        try (var client = SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((session, address, key) -> {
                seen.set(KeyUtils.getFingerPrint(key));
                return true;
            });
            client.start();
            try (var session =
                    client.connect("nobody", host, port).verify(PATIENCE).getClientSession()) {
                session.waitFor(EnumSet.of(ClientSessionEvent.WAIT_AUTH), PATIENCE);
            }
            return seen.get();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private HostKeys() {}
}
