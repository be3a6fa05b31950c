/** Stage 1: the HTTP edge of a submission, its key and fingerprint, and the form against its téléservice. */
@NullMarked
package fr.relais.routes.intake;

import org.jspecify.annotations.NullMarked;
