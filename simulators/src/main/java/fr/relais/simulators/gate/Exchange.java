package fr.relais.simulators.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;

/** One call on one connection, and everything that can be done with it. */
final class Exchange {

    private final Socket socket;
    private final Request request;
    private final Backend backend;
    private final Holds holds;
    private final LateCalls late;
    private final long era;

    Exchange(Socket socket, Request request, Backend backend, Holds holds, LateCalls late) {
        this.socket = socket;
        this.request = request;
        this.backend = backend;
        this.holds = holds;
        this.late = late;
        era = holds.era();
    }

    Reply apply() {
        return backend.apply(request);
    }

    void applyAfter(Duration delay) {
        late.run(delay, this::apply);
    }

    void answer(Reply reply) throws IOException {
        reply.writeTo(socket.getOutputStream());
    }

    void answerHalf(Reply reply) throws IOException {
        reply.writeHalfTo(socket.getOutputStream());
        socket.close();
    }

    /** Lingering for no time makes the close an RST instead of a FIN. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Never answers: waits until the client leaves or another fault is set. */
    void hold() throws IOException {
        socket.setSoTimeout(0);
        if (holds.add(socket, era)) {
            try (socket) {
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } finally {
                holds.remove(socket);
            }
        }
    }
}
