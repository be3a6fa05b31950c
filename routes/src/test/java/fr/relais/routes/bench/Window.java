package fr.relais.routes.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * What so many clients reached in a span of time.
 *
 * @param rate successes a second, until the last one was over
 * @param loadShare how much of the machine's processors this process took meanwhile
 */
record Window(double rate, double p50Ms, double p95Ms, double p99Ms, double loadShare) {

    private static final double NANOS = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    /** As fast as all of them can. */
    static Window of(Load load, int clients, Duration length)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        return of(load, clients, 0, length);
    }

    /** So many a second together; what is late has waited since its time. */
    static Window paced(Load load, int clients, double rate, Duration length)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        return of(load, clients, (long) (NANOS * clients / rate), length);
    }

    private static Window of(Load load, int clients, long everyNanos, Duration length)
            throws IOException, InterruptedException, SQLException, ExecutionException {
        var open = new ArrayList<Load.Client>();
        try (var threads = Executors.newFixedThreadPool(clients)) {
            for (int client = 0; client < clients; client++) {
                open.add(load.client());
            }
            if (everyNanos > 0) {
                for (var client : open) {
                    client.once(); // who keeps a pace keeps a connection too
                }
            }
            var cpu = cpu();
            long start = System.nanoTime();
            long end = start + length.toNanos();
            var running = new ArrayList<Future<long[]>>();
            for (int client = 0; client < clients; client++) {
                var one = open.get(client);
                long first = start + everyNanos * client / clients; // not all at once
                running.add(threads.submit(
                        () -> everyNanos == 0 ? repeat(one, end) : keepPace(one, first, everyNanos, end)));
            }
            var nanos = all(running);
            long took = System.nanoTime() - start;
            return of(nanos, took, (double) cpu().minus(cpu).toNanos() / took);
        } finally {
            for (var client : open) {
                client.close();
            }
        }
    }

    private static Window of(long[] sorted, long took, double processors) {
        if (sorted.length == 0) {
            throw new IllegalStateException("nothing succeeded in a whole window");
        }
        return new Window(
                sorted.length * NANOS / took,
                Figures.percentile(sorted, 50) / NANOS_A_MILLI,
                Figures.percentile(sorted, 95) / NANOS_A_MILLI,
                Figures.percentile(sorted, 99) / NANOS_A_MILLI,
                processors / Runtime.getRuntime().availableProcessors());
    }

    private static long[] repeat(Load.Client client, long end) throws IOException, SQLException {
        var nanos = LongStream.builder();
        for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
            if (client.once()) {
                nanos.add(System.nanoTime() - begun);
            }
        }
        return nanos.build().toArray();
    }

    private static long[] keepPace(Load.Client client, long first, long everyNanos, long end)
            throws IOException, SQLException {
        var nanos = LongStream.builder();
        for (long due = first; due < end; due += everyNanos) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            if (client.once()) {
                nanos.add(System.nanoTime() - due);
            }
        }
        return nanos.build().toArray();
    }

    private static long[] all(List<Future<long[]>> running) throws InterruptedException, ExecutionException {
        var all = LongStream.empty();
        for (var one : running) {
            all = LongStream.concat(all, LongStream.of(one.get()));
        }
        return all.sorted().toArray();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
