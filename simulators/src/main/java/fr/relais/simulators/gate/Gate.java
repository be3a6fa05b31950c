package fr.relais.simulators.gate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A system's public port: every call passes here, is noted, and meets the fault that is on. */
public final class Gate implements Front {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int MOST_CONNECTIONS = 512;
    private static final int IDLE_MS = 30_000;

    private final Backend backend;
    private final Conduct conduct;
    private final Listener listener;
    private final Traffic traffic = new Traffic();
    private final Holds holds = new Holds();
    private final LateCalls late = new LateCalls();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST_CONNECTIONS);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final Set<Socket> idle = ConcurrentHashMap.newKeySet();
    private Fault fault = Fault.NONE;

    /** Port 0 takes a free one, and keeps it when closed and opened again. What stands behind is closed with it. */
    public Gate(InetAddress bind, int port, Backend backend) {
        this.backend = backend;
        conduct = new Conduct(backend);
        listener = new Listener(bind, port, this::welcome);
        try {
            listener.open();
        } catch (RuntimeException e) {
            backend.close();
            throw e;
        }
    }

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public synchronized Fault fault() {
        return fault;
    }

    /** On kept-alive connections too. */
    @Override
    public synchronized void set(Fault asked) {
        fault = asked;
        holds.letGo();
        if (asked.mode() == FaultMode.CONNECTION_REFUSED) {
            listener.close();
            idle.forEach(Gate::close);
        } else {
            listener.open();
        }
    }

    @Override
    public List<Call> calls() {
        return traffic.calls();
    }

    @Override
    public List<byte[]> bodies(String cleRelais) {
        return traffic.bodies(cleRelais);
    }

    @Override
    public void forget() {
        traffic.forget();
    }

    @Override
    public void close() {
        listener.close();
        holds.letGo();
        late.close();
        connections.forEach(Gate::close);
        threads.shutdownNow();
        backend.close();
    }

    private void welcome(Socket socket) {
        try {
            room.acquire(); // beyond that, connections wait in the backlog
            connections.add(socket);
            threads.execute(() -> attend(socket));
        } catch (InterruptedException e) {
            close(socket);
        }
    }

    private void attend(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MS);
            socket.setTcpNoDelay(true);
            var requests =
                    new RequestReader(new BufferedInputStream(socket.getInputStream()), socket.getOutputStream());
            boolean more = true;
            while (more) {
                idle.add(socket);
                Request request = listener.isOpen() ? requests.next() : null;
                idle.remove(socket);
                more = request != null && serve(request, socket);
            }
        } catch (IOException e) {
            // the client left, or a fault closed the connection: both are what was asked for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("a call on port {} was cut short: {}", port(), e.toString());
        } finally {
            idle.remove(socket);
            connections.remove(socket);
            room.release();
        }
    }

    private boolean serve(Request request, Socket socket) throws IOException, InterruptedException {
        if (!backend.isCall(request)) {
            backend.apply(request).writeTo(socket.getOutputStream());
            return !request.endsConnection();
        }
        Call call = backend.describe(request);
        traffic.add(call, request.body());
        Exchange exchange;
        Fault met;
        synchronized (this) {
            exchange = new Exchange(socket, request, backend, holds, late);
            met = take(call);
        }
        conduct.play(met, exchange);
        return !socket.isClosed() && !request.endsConnection();
    }

    private Fault take(Call call) {
        if (!fault.mode().touches(call)) {
            return Fault.NONE;
        }
        Fault met = fault;
        fault = met.spent();
        return met;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }
}
