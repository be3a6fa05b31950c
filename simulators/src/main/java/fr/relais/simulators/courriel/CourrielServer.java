package fr.relais.simulators.courriel;

import fr.relais.simulators.gate.Call;
import fr.relais.simulators.gate.Fault;
import fr.relais.simulators.gate.FaultMode;
import fr.relais.simulators.gate.Front;
import java.net.InetAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A real SMTP server that takes every mail. What it takes is received, and applies nothing: that is for whoever opens the link, and
 * nobody here does.
 */
final class CourrielServer implements Front {

    private static final Set<FaultMode> MODES = EnumSet.of(
            FaultMode.NONE,
            FaultMode.CONNECTION_REFUSED,
            FaultMode.RESET,
            FaultMode.HANG,
            FaultMode.APPLY_THEN_HANG,
            FaultMode.BUSINESS_REFUSAL,
            FaultMode.SLOW);

    private static final int LARGEST = 1 << 20;

    private final InetAddress bind;
    private final Mailbox mailbox = new Mailbox();
    private int port;
    private SMTPServer server;

    CourrielServer(InetAddress bind, int port) {
        this.bind = bind;
        this.port = port;
        server = started();
    }

    private SMTPServer started() {
        var starting = SMTPServer.port(port)
                .bindAddress(bind)
                .hostName("courriel.simulateur.test")
                .softwareName("simulateur")
                .maxMessageSize(LARGEST)
                .insertReceivedHeaders(false)
                .messageHandlerFactory(context -> mailbox.opened())
                .build();
        starting.start();
        port = starting.getPortAllocated();
        return starting;
    }

    @Override
    public synchronized int port() {
        return port;
    }

    @Override
    public Fault fault() {
        return mailbox.fault();
    }

    @Override
    public synchronized void set(Fault asked) {
        if (!MODES.contains(asked.mode())) {
            throw new IllegalArgumentException("an SMTP server can't fail so; it can by "
                    + MODES.stream().map(FaultMode::wire).toList());
        }
        boolean refused = mailbox.fault().mode() == FaultMode.CONNECTION_REFUSED;
        mailbox.set(asked);
        if (asked.mode() == FaultMode.CONNECTION_REFUSED && !refused) {
            server.stop();
        } else if (asked.mode() != FaultMode.CONNECTION_REFUSED && refused) {
            server = started();
        }
    }

    @Override
    public List<Call> calls() {
        return mailbox.calls();
    }

    /** The mails about a key, as they came; those about none under the empty one. */
    @Override
    public List<byte[]> bodies(String cleRelais) {
        return mailbox.mails(cleRelais);
    }

    @Override
    public void forget() {
        mailbox.forget();
    }

    @Override
    public synchronized void close() {
        mailbox.set(Fault.NONE);
        server.stop();
    }
}
