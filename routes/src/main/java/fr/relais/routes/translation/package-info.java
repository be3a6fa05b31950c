/** Stage 2: from the portal's form to the canonical dossier, and from there into the ledger. */
@NullMarked
package fr.relais.routes.translation;

import org.jspecify.annotations.NullMarked;
