package fr.relais.routes.delivery;

import fr.relais.connectors.Connector;
import fr.relais.connectors.Delivery;
import fr.relais.connectors.Evidence;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.Prepared;
import fr.relais.connectors.UnfitDossier;
import fr.relais.mappings.teleservice.Definition.IfUnknown;
import fr.relais.routes.channels.Hops;
import fr.relais.routes.channels.Traces;
import fr.relais.routes.ledger.Claim;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Prepares a claimed delivery and sends it; no transaction is open meanwhile. */
@Component
public final class Handover {

    /** A claim, and what came of it. */
    public record Handled(Claim claim, Outcome outcome) {}

    private static final Logger LOG = LoggerFactory.getLogger(Handover.class);

    private final LaneRegistry lanes;
    private final Hops hops;
    private final MeterRegistry meters;

    Handover(LaneRegistry lanes, Hops hops, MeterRegistry meters) {
        this.lanes = lanes;
        this.hops = hops;
        this.meters = meters;
    }

    public Handled send(Claim claim) {
        return hops.later(claim.item().marked("delivery"), () -> handled(claim));
    }

    private Handled handled(Claim claim) {
        var connector = lanes.find(claim.item().connector()).orElseThrow().connector();
        if (claim.trial() && !connector.isSimulated()) { // published for real since it was accepted
            return new Handled(claim, Outcome.Failed.never("trial", Evidence.NONE));
        }
        Prepared prepared;
        try {
            prepared = connector.prepare(delivery(claim));
        } catch (RuntimeException | StackOverflowError unfit) { // by contract: nothing was sent, whatever it is
            LOG.warn(
                    "{} can't be prepared: {}",
                    claim.item(),
                    unfit instanceof UnfitDossier known ? known.getMessage() : Traces.of(unfit));
            return new Handled(claim, Outcome.Failed.never("unfit-dossier", Evidence.NONE));
        }
        LockSupport.parkNanos(claim.slotIn().toNanos());
        return new Handled(claim, timed(claim, connector, prepared));
    }

    private Outcome timed(Claim claim, Connector connector, Prepared prepared) {
        var timer = Timer.start(meters);
        var outcome = hops.call(connector.id() + " " + claim.operation(), () -> sent(connector, prepared));
        timer.stop(meters.timer("relais.delivery.call", "lane", connector.id().value(), "outcome", outcome.name()));
        return outcome;
    }

    static Delivery delivery(Claim claim) {
        return new Delivery(
                claim.item().key(),
                claim.operation(),
                claim.dossier(),
                claim.attachments(),
                claim.ifUnknown() == IfUnknown.CREATE,
                claim.item().attempt(),
                () -> Duration.ofNanos(claim.expiresAtNanos() - System.nanoTime()));
    }

    private static Outcome sent(Connector connector, Prepared prepared) {
        try {
            var outcome = connector.send(prepared);
            Hops.say("outcome", outcome.name());
            return outcome;
        } catch (RuntimeException defect) { // a connector must not throw; when it does, nobody knows what it had sent
            LOG.error("{} threw while sending {}: {}", connector.id(), prepared, Traces.of(defect));
            return new Outcome.Unknown("connector-defect", Evidence.NONE);
        }
    }
}
