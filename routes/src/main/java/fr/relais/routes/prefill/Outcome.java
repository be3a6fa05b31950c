package fr.relais.routes.prefill;

/** What a source's word is worth for one field. */
public enum Outcome {
    /** It says so, and we vouch for it. */
    KNOWN,
    /** It says so, of somebody it may have taken for another, or of something that may have changed. */
    TO_CONFIRM,
    /** It says that there is none. */
    ABSENT,
    /** It does not know the person, or not well enough to tell: that proves nothing. */
    NOT_FOUND,
    /** We may not ask it that. */
    NOT_ENTITLED,
    /** It did not answer, or not so that it can be believed. */
    UNAVAILABLE,
    /** It says so, of too long ago. */
    STALE
}
