/** What a hub vouches for: that a source said it, of that person, to that portal, for that field. */
@NullMarked
package fr.relais.routes.proofs;

import org.jspecify.annotations.NullMarked;
