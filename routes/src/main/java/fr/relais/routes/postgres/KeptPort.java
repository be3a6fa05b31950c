package fr.relais.routes.postgres;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;

/** The port of the server: the last one if it is free, so that it can be told to a firewall or a tool. */
record KeptPort(Path file) {

    // Below the range systems draw outgoing ports from: a client knocking at a stopped server would otherwise end up
    // talking to itself.
    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    int choose() throws IOException {
        if (Files.exists(file)) {
            int kept = Integer.parseInt(Files.readString(file).strip());
            if (isFree(kept)) {
                return kept;
            }
        }
        return draw();
    }

    int draw() throws IOException {
        int port = RandomGenerator.getDefault()
                .ints(FIRST, LAST)
                .filter(KeptPort::isFree)
                .findFirst()
                .orElseThrow();
        PrivateFiles.write(file, Integer.toString(port));
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByAddress(LOOPBACK))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
