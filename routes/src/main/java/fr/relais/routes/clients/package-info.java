/** Who may call: the portals and engineers known by configuration, their tokens, and what each may do. */
@NullMarked
package fr.relais.routes.clients;

import org.jspecify.annotations.NullMarked;
