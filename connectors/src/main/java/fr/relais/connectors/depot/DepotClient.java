package fr.relais.connectors.depot;

import fr.relais.connectors.Evidence;
import fr.relais.connectors.Finding;
import fr.relais.connectors.Lease;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Outcome.Delivered;
import fr.relais.connectors.Outcome.Failed;
import fr.relais.connectors.Outcome.Unknown;
import java.io.IOException;
import java.util.StringJoiner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
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
                var folder = new DropFolder(settings.folder(), sftp, drop.name(), attempt);
                folder.clear();
                try {
                    folder.write(drop, transcript);
                } catch (IOException broken) {
                    try {
                        folder.discard();
                    } catch (IOException gone) { // the next attempt clears it away
                        broken.addSuppressed(gone);
                    }
                    throw broken;
                }
                if (!lease.covers(settings.transferTimeout())) {
                    folder.discard();
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

    private static Outcome renamed(DropFolder folder, StringJoiner transcript) {
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
    private static Outcome overtaken(DropFolder folder, StringJoiner transcript) {
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
        return broken instanceof DropFolder.Spoilt
                ? Failed.never("attachment-unreadable", Evidence.NONE)
                : Failed.later("sftp-broken", null, Evidence.NONE);
    }

    /** What became of a delivery of that name. */
    Finding find(String name) {
        try (var session = sessions.open()) {
            var end = endIn(session);
            try (var sftp = session.sftp()) {
                var folder = new DropFolder(settings.folder(), sftp, name, 0);
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
}
