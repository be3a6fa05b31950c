/** How things stand at this moment, over all hubs: what the console shows, what is measured, and what alerts tell of. */
@NullMarked
package fr.relais.routes.watch;

import org.jspecify.annotations.NullMarked;
