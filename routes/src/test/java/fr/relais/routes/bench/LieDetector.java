package fr.relais.routes.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.LongStream;

/** Nobody can have one thing after the other made durable faster than the disk itself says so. */
final class LieDetector {

    private static final int BYTES = 2048;
    private static final double NANOS = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    /** What a disk does with small pieces, each appended and forced before the next: how many a second, and how long each takes. */
    record Disk(double forcedASecond, double p99Ms) {}

    static Disk disk(Path folder, Duration length) throws IOException {
        var piece = ByteBuffer.allocate(BYTES);
        var nanos = LongStream.builder();
        long start = System.nanoTime();
        try (var file = FileChannel.open(
                folder.resolve("forced"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            for (long begun = start; begun - start < length.toNanos(); ) {
                file.write(piece.rewind());
                file.force(false);
                long now = System.nanoTime();
                nanos.add(now - begun);
                begun = now;
            }
        }
        var sorted = nanos.build().sorted().toArray();
        return new Disk(
                sorted.length * NANOS / (System.nanoTime() - start), Figures.percentile(sorted, 99) / NANOS_A_MILLI);
    }

    private LieDetector() {}
}
