package fr.relais.simulators.portal;

/** Why the demonstration cannot go on, in one line for whoever runs it. */
final class PortalFailure extends Exception {

    PortalFailure(String line) {
        super(line);
    }
}
