package fr.relais.connectors.soap;

import fr.relais.connectors.Lease;
import fr.relais.connectors.Outcome;
import fr.relais.connectors.UnfitDossier;
import java.util.function.Function;

/** A message that changes something at the target, not sent yet. */
public final class Change {

    private final Object message;
    private final WireFormat format;
    private final Function<Lease, Outcome> call;

    Change(Object message, WireFormat format, Function<Lease, Outcome> call) {
        this.message = message;
        this.format = format;
        this.call = call;
    }

    /**
     * Refuses what the target would refuse.
     *
     * @throws UnfitDossier naming the rule and the element, never the value
     */
    public Change validated() {
        format.validated(message);
        return this;
    }

    /** The message as a person reads it. */
    public String preview() {
        return format.preview(message);
    }

    /** Makes the one call, unless the lease could end meanwhile. */
    public Outcome send(Lease lease) {
        return call.apply(lease);
    }
}
