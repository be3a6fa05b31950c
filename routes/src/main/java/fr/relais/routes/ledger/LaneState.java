package fr.relais.routes.ledger;

/** Whether a lane may be used. */
public enum LaneState {
    RUNNING,
    /** The system fails too often: nothing is attempted until a probe gets through. */
    TRIPPED,
    /** One probe is under way. */
    PROBING,
    /** Stopped by an engineer. */
    PAUSED
}
