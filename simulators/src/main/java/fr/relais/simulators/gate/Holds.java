package fr.relais.simulators.gate;

import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** The connections kept without an answer; setting a fault opens a new era and lets those of the former go. */
final class Holds {

    private final Set<Socket> held = new HashSet<>();
    private long era;

    synchronized long era() {
        return era;
    }

    /** False, and the connection closed, when its era has ended meanwhile. */
    synchronized boolean add(Socket socket, long since) {
        if (since != era) {
            close(socket);
            return false;
        }
        return held.add(socket);
    }

    synchronized void remove(Socket socket) {
        held.remove(socket);
    }

    synchronized void letGo() {
        era++;
        held.forEach(Holds::close);
        held.clear();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
