package fr.relais.simulators.depot;

import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.journal.Journal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.jspecify.annotations.Nullable;

/** What the server does is noted here, and meets the fault that is on: each session is a call, and so is each rename. */
final class Arrivals implements SftpEventListener {

    private static final Pattern KEY = Pattern.compile("([A-Z0-9-]{1,32})-([0-9]{1,3})");
    /** What was met before a rename and is due after it. */
    private static final AttributeKey<Boolean> HANGS = new AttributeKey<>();

    private static final String CHANGE = "deposer";

    private final Journal journal;
    private final List<Call> calls = new ArrayList<>();
    private Fault fault = Fault.NONE;
    private long settings;

    Arrivals(Journal journal) {
        this.journal = journal;
    }

    synchronized Fault fault() {
        return fault;
    }

    /** Whoever is held by the former fault goes on. */
    synchronized void set(Fault asked) {
        fault = asked;
        settings++;
        notifyAll();
    }

    synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    synchronized void forget() {
        calls.clear();
    }

    @Override
    public void initialized(ServerSession session, int version) throws IOException {
        var met = met(new Call("depot", "ouvrir", null, Instant.now(), false));
        switch (met.mode()) {
            case RESET -> cut(session);
            case HANG -> hold();
            case SLOW -> pause(met.delay());
            default -> {}
        }
    }

    @Override
    public void writing(
            ServerSession session, String handle, FileHandle file, long offset, byte[] data, int from, int length)
            throws IOException {
        if (spend(FaultMode.HALF_BODY)) {
            cut(session);
        }
    }

    @Override
    public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options) throws IOException {
        var met = met(new Call("depot", CHANGE, key(to), Instant.now(), true));
        switch (met.mode()) {
            case BUSINESS_REFUSAL -> throw new AccessDeniedException("depot");
            case APPLY_LATE -> pause(met.delay());
            case APPLY_THEN_HANG -> session.setAttribute(HANGS, true);
            default -> {}
        }
    }

    @Override
    public void moved(
            ServerSession session, Path from, Path to, Collection<CopyOption> options, @Nullable Throwable thrown)
            throws IOException {
        var key = key(to);
        if (thrown == null && key != null) {
            journal.append(CHANGE, key, "", "dossier déposé");
        }
        if (session.removeAttribute(HANGS) != null) {
            hold();
        }
    }

    /** The key a folder is named after; none for what is not to be seen. */
    private static @Nullable String key(Path path) {
        var name = KEY.matcher(String.valueOf(path.getFileName()));
        return name.matches() ? name.group(1) + "/" + name.group(2) : null;
    }

    private synchronized Fault met(Call call) {
        calls.add(call);
        if (fault.mode() == FaultMode.HALF_BODY || !fault.mode().touches(call)) {
            return Fault.NONE;
        }
        var met = fault;
        fault = met.spent();
        return met;
    }

    private synchronized boolean spend(FaultMode mode) {
        if (fault.mode() != mode) {
            return false;
        }
        fault = fault.spent();
        return true;
    }

    private static void cut(ServerSession session) throws IOException {
        session.close(true);
        throw new IOException("cut");
    }

    /** Until another fault is set. */
    private synchronized void hold() throws IOException {
        long before = settings;
        try {
            while (settings == before) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private static void pause(Duration delay) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }
}
