package fr.relais.simulators.gate;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Calls to be applied later, whoever still waits; those not due when the simulator stops are lost, as in a crash. */
final class LateCalls implements AutoCloseable {

    private static final int MOST = 1_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST);

    void run(Duration delay, Runnable call) {
        if (!room.tryAcquire()) {
            throw new IllegalStateException("more than " + MOST + " calls wait to be applied late");
        }
        threads.execute(() -> {
            try {
                Thread.sleep(delay);
                call.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                room.release();
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
