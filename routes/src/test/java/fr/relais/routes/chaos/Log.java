package fr.relais.routes.chaos;

import fr.relais.mappings.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What one witness saw, line by line; each is on disk before the next thing happens. */
final class Log implements AutoCloseable {

    private final FileChannel file;

    Log(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void write(Map<String, ?> seen) {
        var line = new TreeMap<String, Object>(seen);
        line.put("at", Instant.now().toString());
        try {
            file.write(ByteBuffer.wrap((Json.LEDGER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
