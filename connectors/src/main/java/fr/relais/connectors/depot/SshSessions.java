package fr.relais.connectors.depot;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;

/** Sessions with one SFTP server, one a delivery: there are few, and none is worth keeping. */
final class SshSessions implements AutoCloseable {

    private final SftpSettings settings;
    private final SshClient client = SshClient.setUpDefaultClient();

    SshSessions(SftpSettings settings) {
        this.settings = settings;
        client.setServerKeyVerifier(this::isKnown);
        // Only the settings say who we are: nothing of whoever runs the hub.
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, settings.transferTimeout());
        client.start();
    }

    private boolean isKnown(ClientSession session, SocketAddress address, PublicKey key) {
        return settings.hostKey() == null || KeyUtils.getFingerPrint(key).equals(settings.hostKey());
    }

    /**
     * Connects and logs in.
     *
     * @throws Unreachable whatever hinders it
     */
    Session open() throws Unreachable {
        ClientSession session = null;
        try {
            session = client.connect(settings.username(), settings.host(), settings.port())
                    .verify(settings.connectTimeout())
                    .getClientSession();
            identify(session);
            session.auth().verify(settings.connectTimeout());
            return new Session(session);
        } catch (IOException broken) {
            abort(session);
            throw unreachable(broken);
        } catch (GeneralSecurityException unreadable) {
            abort(session);
            throw Unreachable.until("private-key-unreadable");
        }
    }

    private void identify(ClientSession session) throws IOException, GeneralSecurityException {
        if (settings.privateKey() != null) {
            for (var pair : keys(settings.privateKey(), session)) {
                session.addPublicKeyIdentity(pair);
            }
        } else {
            session.addPasswordIdentity(String.valueOf(settings.password()));
        }
    }

    private static Iterable<KeyPair> keys(Path file, ClientSession session) throws GeneralSecurityException {
        try (var key = Files.newInputStream(file)) {
            var pairs = SecurityUtils.loadKeyPairIdentities(
                    session, NamedResource.ofName("private key"), key, FilePasswordProvider.EMPTY);
            if (pairs == null) {
                throw new GeneralSecurityException("no key in the file");
            }
            return pairs;
        } catch (IOException unreadable) {
            throw new GeneralSecurityException(unreadable);
        }
    }

    private static Unreachable unreachable(IOException broken) {
        int code = broken instanceof SshException ended ? ended.getDisconnectCode() : 0;
        return switch (code) {
            case SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE -> Unreachable.until("host-key");
            case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE -> Unreachable.until("authentication");
            default -> Unreachable.now("no-connection");
        };
    }

    private static void abort(@Nullable ClientSession session) {
        if (session != null) {
            session.close(true);
        }
    }

    @Override
    public void close() {
        client.stop();
    }

    /** One session, logged in. */
    static final class Session implements AutoCloseable {

        private final ClientSession session;

        private Session(ClientSession session) {
            this.session = session;
        }

        SftpClient sftp() throws IOException {
            return SftpClientFactory.instance().createSftpClient(session);
        }

        /** Whatever is under way in it breaks. */
        void abort() {
            session.close(true);
        }

        @Override
        public void close() {
            session.close(true);
        }
    }
}
