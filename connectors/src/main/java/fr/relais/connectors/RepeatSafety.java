package fr.relais.connectors;

/** Whether an operation may be sent again when it is unknown what became of it. */
public enum RepeatSafety {
    /** The target recognises our key and applies it once: resend freely. */
    NATURAL,
    /** The target does not, but can be asked what it did: ask first. */
    BY_LOOKUP,
    /** Neither: only a person can tell. */
    NONE
}
