package fr.relais.connectors.depot;

import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Lease;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * Puts folders where people look for them, all or nothing.
 *
 * <p>A delivery is written into a working folder nobody sees, {@code .<name>.<attempt>.part}, read back, announced by a marker in
 * {@code .relais}, and renamed: that one step applies it. The marker outlives what people do with the folder, so that one they took
 * away is not delivered twice. Every attempt has a working folder of its own, and clears those before it: an attempt that was thought
 * lost finds nothing left to rename.
 */
final class DepotClient implements AutoCloseable {

    private static final String MARKERS = ".relais";
    private static final String PART = ".part";
    private static final int CHUNK = 32_768;

    private final SftpSettings settings;
    private final SshSessions sessions;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("relais-depot-watch").factory());

    DepotClient(SftpSettings settings) {
        this.settings = settings;
        this.sessions = new SshSessions(settings);
    }

    /** Delivers, as the given attempt. */
    Outcome put(Drop drop, int attempt, Lease lease) {
        var transcript = new StringJoiner("\n");
        try (var session = sessions.open()) {
            var end = endIn(session);
            try (var sftp = session.sftp()) {
                var folder = new Folder(sftp, drop.name(), attempt);
                folder.clear();
                folder.write(drop, transcript);
                if (!lease.covers(settings.transferTimeout())) {
                    return Failed.later(Failed.LEASE_TOO_SHORT, null, Evidence.NONE);
                }
                folder.announce();
                return renamed(folder, transcript);
            } finally {
                end.cancel(false);
            }
        } catch (Unreachable unreachable) {
            return unreachable.outcome();
        } catch (IOException broken) { // the rename has an answer of its own
            return failed(broken);
        }
    }

    private static Outcome renamed(Folder folder, StringJoiner transcript) {
        try {
            folder.rename();
        } catch (SftpException refused) {
            return switch (refused.getStatus()) {
                case SftpConstants.SSH_FX_PERMISSION_DENIED -> failed(refused);
                case SftpConstants.SSH_FX_NO_SUCH_FILE -> overtaken(folder, transcript);
                default -> new Unknown("rename-" + refused.getStatus(), evidence(transcript, "rename refused"));
            };
        } catch (IOException broken) {
            return new Unknown("rename-broken", evidence(transcript, "no answer to the rename"));
        }
        try {
            return new Delivered(folder.name(), evidence(transcript, folder.listing()));
        } catch (IOException broken) { // done, or taken away already: a look-up will tell
            return new Unknown("read-back", evidence(transcript, "renamed, not seen there"));
        }
    }

    /** A later attempt has cleared this one away: its marker must not pass for a delivery. */
    private static Outcome overtaken(Folder folder, StringJoiner transcript) {
        try {
            folder.unannounce();
        } catch (IOException broken) {
            return new Unknown("rename-overtaken-marked", evidence(transcript, "nothing to rename; the marker stays"));
        }
        return new Unknown("rename-overtaken", evidence(transcript, "nothing to rename"));
    }

    /** Nothing was renamed. */
    private static Outcome failed(IOException broken) {
        if (broken instanceof SftpException refused) {
            return switch (refused.getStatus()) {
                case SftpConstants.SSH_FX_PERMISSION_DENIED -> Failed.never("sftp-permission-denied", Evidence.NONE);
                case SftpConstants.SSH_FX_NO_SUCH_FILE, SftpConstants.SSH_FX_NO_SUCH_PATH ->
                    Failed.never("sftp-no-such-folder", Evidence.NONE);
                default -> Failed.later("sftp-" + refused.getStatus(), null, Evidence.NONE);
            };
        }
        return broken instanceof Spoilt
                ? Failed.never("attachment-unreadable", Evidence.NONE)
                : Failed.later("sftp-broken", null, Evidence.NONE);
    }

    /** What became of a delivery of that name. */
    Finding find(String name) {
        try (var session = sessions.open()) {
            var end = endIn(session);
            try (var sftp = session.sftp()) {
                var folder = new Folder(sftp, name, 0);
                return folder.wasRenamed()
                        ? new Finding.Applied(name, new Evidence(null, null, "stat " + name, "there, or taken away"))
                        : new Finding.Nothing(new Evidence(null, null, "stat " + name, "not there"));
            } finally {
                end.cancel(false);
            }
        } catch (Unreachable unreachable) {
            return new Finding.NoAnswer(unreachable.cause(), null, Evidence.NONE);
        } catch (SftpException refused) {
            return new Finding.NoAnswer(Finding.NoAnswer.REFUSED, null, Evidence.NONE);
        } catch (IOException broken) {
            return new Finding.NoAnswer("sftp-broken", null, Evidence.NONE);
        }
    }

    /** Whatever a session waits for then, it waits no more. */
    private ScheduledFuture<?> endIn(SshSessions.Session session) {
        return watch.schedule(session::abort, settings.transferTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Evidence evidence(StringJoiner sent, String seen) {
        return new Evidence(null, null, sent.toString(), seen);
    }

    @Override
    public void close() {
        watch.shutdownNow();
        sessions.close();
    }

    /** The folder of one delivery, as one attempt sees it. */
    private final class Folder {

        private final SftpClient sftp;
        private final String name;
        private final String path;
        private final String part;
        private final String marker;

        Folder(SftpClient sftp, String name, int attempt) {
            this.sftp = sftp;
            this.name = name;
            path = settings.folder() + "/" + name;
            part = settings.folder() + "/" + part(attempt);
            marker = settings.folder() + "/" + MARKERS + "/" + name;
        }

        String name() {
            return name;
        }

        private String part(int attempt) {
            return "." + name + "." + attempt + PART;
        }

        private boolean isPart(String file) {
            return file.startsWith("." + name + ".") && file.endsWith(PART);
        }

        /** The marker goes first: without it, a working folder that is gone has never been renamed. */
        void clear() throws IOException {
            if (exists(marker)) {
                sftp.remove(marker);
            }
            for (var entry : entries(settings.folder())) {
                if (isPart(entry.getFilename())) {
                    remove(settings.folder() + "/" + entry.getFilename());
                }
            }
        }

        private void remove(String folder) throws IOException {
            for (var entry : entries(folder)) {
                var file = folder + "/" + entry.getFilename();
                if (entry.getFilename().equals(".") || entry.getFilename().equals("..")) {
                    continue;
                }
                if (entry.getAttributes().isDirectory()) {
                    remove(file);
                } else {
                    sftp.remove(file);
                }
            }
            sftp.rmdir(folder);
        }

        /** Writes every file and reads it back: what the rename will show is what was sent. */
        void write(Drop drop, StringJoiner transcript) throws IOException {
            sftp.mkdir(part);
            for (var file : drop.files()) {
                var place = part + "/" + file.path();
                var parent = place.substring(0, place.lastIndexOf('/'));
                if (!exists(parent)) {
                    sftp.mkdir(parent);
                }
                var sent = sent(file, place);
                var kept = kept(place);
                if (!sent.equals(kept)) {
                    throw new IOException("what was written reads otherwise");
                }
                transcript.add("put " + drop.name() + "/" + file.path() + " " + sent);
            }
        }

        private String sent(Drop.Entry file, String place) throws IOException {
            var digest = sha256();
            try (var out = new DigestOutputStream(open(place), digest);
                    var in = opened(file)) {
                in.transferTo(out);
            }
            return hex(digest);
        }

        private OutputStream open(String place) throws IOException {
            return sftp.write(place, CHUNK, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive));
        }

        private InputStream opened(Drop.Entry file) throws Spoilt {
            try {
                return file.source().open();
            } catch (IOException spoilt) {
                throw new Spoilt(spoilt);
            }
        }

        private String kept(String place) throws IOException {
            var digest = sha256();
            try (var in = new DigestInputStream(sftp.read(place, CHUNK), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return hex(digest);
        }

        void announce() throws IOException {
            var markers = settings.folder() + "/" + MARKERS;
            if (!exists(markers)) {
                sftp.mkdir(markers);
            }
            try (var out = sftp.write(marker, CHUNK, EnumSet.of(OpenMode.Write, OpenMode.Create, OpenMode.Exclusive))) {
                out.write("\n".getBytes(StandardCharsets.US_ASCII));
            }
        }

        void unannounce() throws IOException {
            sftp.remove(marker);
        }

        void rename() throws IOException {
            sftp.rename(part, path);
        }

        /** What is seen in it; fails where it is not there. */
        String listing() throws IOException {
            var seen = new StringJoiner("\n");
            for (var entry : entries(path)) {
                if (!entry.getFilename().startsWith(".")) {
                    seen.add(name + "/" + entry.getFilename() + " "
                            + entry.getAttributes().getSize());
                }
            }
            return seen.toString();
        }

        /** There, or announced and no longer in any working folder. */
        boolean wasRenamed() throws IOException {
            if (exists(path)) {
                return true;
            }
            for (var entry : entries(settings.folder())) {
                if (isPart(entry.getFilename())) {
                    return exists(path); // it may have been renamed since it was looked for
                }
            }
            return exists(marker) || exists(path);
        }

        private Collection<SftpClient.DirEntry> entries(String place) throws IOException {
            try {
                return sftp.readEntries(place);
            } catch (UncheckedIOException broken) {
                throw broken.getCause();
            }
        }

        private boolean exists(String place) throws IOException {
            try {
                sftp.lstat(place);
                return true;
            } catch (SftpException answer) {
                if (answer.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE
                        || answer.getStatus() == SftpConstants.SSH_FX_NO_SUCH_PATH) {
                    return false;
                }
                throw answer;
            }
        }
    }

    /** What was to be sent can't be read here: the server has no part in it. */
    private static final class Spoilt extends IOException {
        private static final long serialVersionUID = 1L;

        Spoilt(IOException why) {
            super(why);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
