package fr.relais.simulators.courriel;

import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** What has come, and the fault that is on: each mail is a call. */
final class Mailbox {

    /** Of the link in its text. */
    private static final Pattern KEY = Pattern.compile("/demandes/([A-Z0-9-]{1,32})-([0-9]{1,3})");

    private final List<Call> calls = new ArrayList<>();
    private final List<Mail> mails = new ArrayList<>();
    private Fault fault = Fault.NONE;
    private long settings;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Mail(@Nullable String key, byte[] content) {}

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

    synchronized List<byte[]> mails(String key) {
        return mails.stream()
                .filter(mail -> key.equals(mail.key()))
                .map(Mail::content)
                .toList();
    }

    synchronized void forget() {
        calls.clear();
        mails.clear();
    }

    /** One who comes with a mail. */
    MessageHandler opened() {
        return new MessageHandler() {
            @Override
            public void from(String sender) {
                var met = met(FaultMode.RESET, FaultMode.HANG, FaultMode.SLOW);
                switch (met.mode()) {
                    case RESET -> throw new Cut();
                    case HANG -> hold();
                    case SLOW -> pause(met.delay());
                    default -> {}
                }
            }

            @Override
            public void recipient(String recipient) throws RejectException {
                if (met(FaultMode.BUSINESS_REFUSAL).mode() == FaultMode.BUSINESS_REFUSAL) {
                    throw new RejectException(550, "5.1.1 no such mailbox");
                }
            }

            @Override
            public @Nullable String data(InputStream data) throws IOException {
                keep(data.readAllBytes());
                if (met(FaultMode.APPLY_THEN_HANG).mode() == FaultMode.APPLY_THEN_HANG) {
                    hold();
                }
                return null;
            }

            @Override
            public void done() {}
        };
    }

    private synchronized void keep(byte[] content) {
        var found = KEY.matcher(new String(content, StandardCharsets.US_ASCII).replace("=\r\n", ""));
        var key = found.find() ? found.group(1) + "/" + found.group(2) : null;
        calls.add(new Call("courriel", "recevoir", key, Instant.now(), true));
        mails.add(new Mail(key == null ? "" : key, content)); // alerts are about no delivery
    }

    private synchronized Fault met(FaultMode... modes) {
        if (!List.of(modes).contains(fault.mode())) {
            return Fault.NONE;
        }
        var met = fault;
        fault = met.spent();
        return met;
    }

    /** The server ends the connection on what it does not know. */
    private static final class Cut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Until another fault is set. */
    private synchronized void hold() {
        long before = settings;
        try {
            while (settings == before) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause(Duration delay) {
        try {
            TimeUnit.MILLISECONDS.sleep(delay.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
