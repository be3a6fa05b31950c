package fr.relais.routes.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of this machine, for programs that can't choose one themselves. */
public final class Ports {

    private Ports() {}

    /** One nobody listens to just now. */
    public static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
