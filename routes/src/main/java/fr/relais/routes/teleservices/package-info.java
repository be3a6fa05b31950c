/** The téléservices in force: read from the class path and from watched folders, and agreed upon by all hubs through the ledger. */
@NullMarked
package fr.relais.routes.teleservices;

import org.jspecify.annotations.NullMarked;
