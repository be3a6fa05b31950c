package fr.relais.simulators.gate;

import java.util.List;

/** The public side of a running system: its port, what reached it, and how it is made to fail. */
public interface Front extends AutoCloseable {

    int port();

    Fault fault();

    /**
     * Takes effect on the next call; lets go what the former fault held.
     *
     * @throws IllegalArgumentException when a system of this kind can't fail so
     */
    void set(Fault asked);

    /** Everything received, newest last. */
    List<Call> calls();

    /** The bodies of the last state-changing calls under a key, as they came. */
    List<byte[]> bodies(String cleRelais);

    /** Forgets what was received. */
    void forget();

    @Override
    void close();
}
