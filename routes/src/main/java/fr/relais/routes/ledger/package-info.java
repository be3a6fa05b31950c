/** The one truth about submissions, deliveries and lanes: PostgreSQL tables, the moves they allow, and who may see what. */
@NullMarked
package fr.relais.routes.ledger;

import org.jspecify.annotations.NullMarked;
