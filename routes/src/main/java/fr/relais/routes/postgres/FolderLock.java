package fr.relais.routes.postgres;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The claim of one hub on a folder. The kernel ends it with the process, however the process ends; the file itself stays. */
final class FolderLock implements AutoCloseable {

    // POSIX drops a process's lock when it closes any channel on the file: it must not be opened twice.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Claims the folder, or refuses without having touched anything in it. */
    static FolderLock on(Path folder) throws IOException {
        Path file = folder.resolve("hub.lock");
        if (!HELD.add(file)) {
            throw taken(folder);
        }
        FileChannel channel = null;
        boolean locked = false;
        try {
            channel = FileChannel.open(file, Set.of(CREATE, WRITE), PrivateFiles.FILE);
            locked = channel.tryLock() != null;
            if (!locked) {
                throw taken(folder);
            }
            return new FolderLock(file, channel);
        } finally {
            if (!locked) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }

    private static StartRefused taken(Path folder) {
        return new StartRefused(
                "another hub uses this folder: " + folder, "Stop it, or give this hub another folder (RELAIS_DATA)");
    }
}
