package fr.relais.connectors;

import java.util.List;

/** A connector or a source that knows until when what it holds is good, so that somebody can renew it before. */
public interface Expiring {

    /** What it holds or was told of, the same as long as the hub runs; nothing where no date is known. */
    List<Expiry> expiries();
}
