/** What engineers look at: how things stand, what is stuck and why, and how to repair it. */
@NullMarked
package fr.relais.routes.console;

import org.jspecify.annotations.NullMarked;
