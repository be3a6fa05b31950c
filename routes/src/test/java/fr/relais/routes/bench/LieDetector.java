package fr.relais.routes.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Nobody can have one thing after the other made durable faster than the disk itself says so. */
final class LieDetector {

    private static final int BYTES = 2048;

    /** How often a second a small piece is appended and forced to the disk under this folder. */
    static double forcedASecond(Path folder, Duration length) throws IOException {
        var piece = ByteBuffer.allocate(BYTES);
        long forced = 0;
        long start = System.nanoTime();
        try (var file = FileChannel.open(
                folder.resolve("forced"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND)) {
            while (System.nanoTime() - start < length.toNanos()) {
                file.write(piece.rewind());
                file.force(false);
                forced++;
            }
        }
        return forced * 1e9 / (System.nanoTime() - start);
    }

    private LieDetector() {}
}
