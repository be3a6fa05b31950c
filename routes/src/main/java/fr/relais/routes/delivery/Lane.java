package fr.relais.routes.delivery;

import fr.relais.connectors.Connector;
import fr.relais.routes.channels.Channel;
import fr.relais.routes.ledger.Authority;

/** The way to one back-office. */
public record Lane(Authority authority, Connector connector) {

    /** The broker's queue of pointers. */
    public Channel queue() {
        return new Channel("relais." + authority.code() + "." + connector.id());
    }

    /** The way within the process, for when there is no broker. */
    public Channel local() {
        return new Channel(queue().name() + ".local");
    }

    /** Where both ways meet. */
    Channel work() {
        return new Channel(queue().name() + ".work");
    }
}
