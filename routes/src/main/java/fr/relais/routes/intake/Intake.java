package fr.relais.routes.intake;

import fr.relais.routes.ledger.Acceptance;

/** The gateway into the flow: the HTTP edge knows no more of it. */
interface Intake {

    Acceptance submit(Post post);
}
