package fr.relais.simulators.depot;

import fr.relais.simulators.SimulatedSystem.Surroundings;
import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.gate.Front;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/**
 * A real SFTP server over a folder, for one account: user and password {@code relais}. A folder that comes by a rename has arrived;
 * what begins with a dot is nobody's business.
 */
final class DepotServer implements Front {

    /** Below the account's root. */
    static final String FOLDER = "depot";

    private static final String ACCOUNT = "relais";

    /** Those that mean something to a protocol without answers of its own making. */
    private static final Set<FaultMode> MODES = EnumSet.of(
            FaultMode.NONE,
            FaultMode.CONNECTION_REFUSED,
            FaultMode.RESET,
            FaultMode.HANG,
            FaultMode.APPLY_THEN_HANG,
            FaultMode.APPLY_LATE,
            FaultMode.BUSINESS_REFUSAL,
            FaultMode.SLOW,
            FaultMode.HALF_BODY);

    private final Surroundings surroundings;
    private final InetAddress bind;
    private final Path root;
    private final Arrivals arrivals;
    private int port;
    private SshServer server;

    DepotServer(Surroundings surroundings, InetAddress bind, int port) {
        this.surroundings = surroundings;
        this.bind = bind;
        this.port = port;
        root = surroundings.workFolder().toAbsolutePath().resolve("files");
        arrivals = new Arrivals(surroundings.journal());
        server = started();
    }

    private SshServer started() {
        try {
            Files.createDirectories(root.resolve(FOLDER));
            var sftp = new SftpSubsystemFactory.Builder().build();
            sftp.addSftpEventListener(arrivals);
            var starting = SshServer.setUpDefaultServer();
            starting.setHost(bind.getHostAddress());
            starting.setPort(port);
            starting.setKeyPairProvider(
                    new SimpleGeneratorHostKeyProvider(surroundings.workFolder().resolve("host-key")));
            starting.setPasswordAuthenticator(
                    (user, password, session) -> ACCOUNT.equals(user) && ACCOUNT.equals(password));
            starting.setFileSystemFactory(new VirtualFileSystemFactory(root));
            starting.setSubsystemFactories(List.of(sftp));
            starting.start();
            port = starting.getPort();
            return starting;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized int port() {
        return port;
    }

    @Override
    public Fault fault() {
        return arrivals.fault();
    }

    @Override
    public synchronized void set(Fault asked) {
        if (!MODES.contains(asked.mode())) {
            throw new IllegalArgumentException("an SFTP server can't fail so; it can by "
                    + MODES.stream().map(FaultMode::wire).toList());
        }
        boolean refused = arrivals.fault().mode() == FaultMode.CONNECTION_REFUSED;
        arrivals.set(asked);
        if (asked.mode() == FaultMode.CONNECTION_REFUSED && !refused) {
            stop();
        } else if (asked.mode() != FaultMode.CONNECTION_REFUSED && refused) {
            server = started();
        }
    }

    @Override
    public List<Call> calls() {
        return arrivals.calls();
    }

    /** The files of an arrived folder that people have not taken away. */
    @Override
    public List<byte[]> bodies(String cleRelais) {
        var folder = root.resolve(FOLDER).resolve(cleRelais.replace('/', '-'));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted()
                    .map(DepotServer::content)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void forget() {
        arrivals.forget();
    }

    private void stop() {
        try {
            server.stop(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() {
        arrivals.set(Fault.NONE);
        stop();
    }
}
