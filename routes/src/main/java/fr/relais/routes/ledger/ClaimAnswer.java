package fr.relais.routes.ledger;

import java.time.Duration;

/** What came of trying to claim a delivery. */
public sealed interface ClaimAnswer {

    /** It is ours, until the lease ends. */
    record Granted(Claim claim) implements ClaimAnswer {}

    /** Done already, not due, or somebody else's: the pointer was stale. */
    record Gone() implements ClaimAnswer {}

    /** The lane is full for now; ask again after that. */
    record NotYet(Duration after) implements ClaimAnswer {}

    /** The lane is closed; nothing was claimed, and no attempt was burnt. */
    record Closed() implements ClaimAnswer {}
}
