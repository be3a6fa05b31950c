package fr.relais.mappings.teleservice;

/** A valid form could not be made a valid dossier. The message holds no value of the form. */
public final class TeleserviceDefect extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TeleserviceDefect(String message) {
        super(message);
    }
}
