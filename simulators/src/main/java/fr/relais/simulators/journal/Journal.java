package fr.relais.simulators.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every application of a state-changing call, one JSON line each, on disk before the caller hears of it.
 *
 * <p>It never looks whether a key is already there: a simulator that forgave duplicates would hide them.
 */
public final class Journal implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String system;
    private final Clock clock;
    private final FileChannel file;
    private final List<Applied> all = new ArrayList<>();
    private final Map<String, List<Applied>> byKey = new HashMap<>();
    private final AtomicLong written = new AtomicLong();
    private final Object disk = new Object();
    private long durable;
    private long sequence;

    public Journal(Path path, String system, Clock clock) {
        this.system = system;
        this.clock = clock;
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            if (file.tryLock() == null) {
                throw new IllegalStateException("other simulators use " + path + ": give these another RELAIS_DATA");
            }
            reload(content());
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public Applied append(String operation, String cleRelais, String businessKey, String summary) {
        Applied applied = write(operation, cleRelais, businessKey, summary);
        makeDurable(written.get());
        return applied;
    }

    private synchronized Applied write(String operation, String cleRelais, String businessKey, String summary) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String reference = "%s-%d-%06d"
                .formatted(
                        system.substring(0, 3).toUpperCase(Locale.ROOT),
                        now.atZone(ZoneOffset.UTC).getYear(),
                        sequence + 1);
        var applied = new Applied(system, operation, cleRelais, reference, businessKey, now, summary);
        write(JSON.writeValueAsString(applied) + "\n");
        keep(applied);
        return applied;
    }

    public synchronized List<Applied> all() {
        return List.copyOf(all);
    }

    public synchronized List<Applied> under(String cleRelais) {
        return List.copyOf(byKey.getOrDefault(cleRelais, List.of()));
    }

    /** References go on counting, so that none is given twice. */
    public synchronized void forget() {
        try {
            file.truncate(0);
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        all.clear();
        byKey.clear();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) {
        var bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        try {
            file.position(file.size());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            written.incrementAndGet();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One sync serves everything written before it: calls that wait here together leave together. */
    private void makeDurable(long upTo) {
        synchronized (disk) {
            if (durable >= upTo) {
                return;
            }
            long sure = written.get();
            try {
                file.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            durable = sure;
        }
    }

    /** Read through the locked channel: closing any other on this file would give the lock away. */
    private String content() throws IOException {
        var bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    private void reload(String text) throws IOException {
        // What follows the last line end was being written when the process died: nobody was told of it.
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        file.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
        whole.lines().map(line -> JSON.readValue(line, Applied.class)).forEach(this::keep);
    }

    private void keep(Applied applied) {
        all.add(applied);
        byKey.computeIfAbsent(applied.cleRelais(), key -> new ArrayList<>()).add(applied);
        String reference = applied.reference();
        sequence = Math.max(sequence, Long.parseLong(reference.substring(reference.lastIndexOf('-') + 1)));
    }
}
