package fr.relais.routes.bench;

import java.io.IOException;
import java.sql.SQLException;

/** What clients do over and over, each time until it is durable. */
interface Load {

    Client client() throws IOException, InterruptedException, SQLException;

    /** One connection, used by one thread. */
    interface Client extends AutoCloseable {

        /** Does it once; false when it was refused. */
        boolean once() throws IOException, SQLException;

        @Override
        void close() throws IOException, SQLException;
    }
}
