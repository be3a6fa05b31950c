/** Hubs, databases and back-offices that fail at random, and a checker that joins what each of them says happened. */
@NullMarked
package fr.relais.routes.chaos;

import org.jspecify.annotations.NullMarked;
