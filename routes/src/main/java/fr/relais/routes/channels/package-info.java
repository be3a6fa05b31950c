/** What every stage is wired with: typed channel names, the few named error policies, the broker, and the end of the hub. */
@NullMarked
package fr.relais.routes.channels;

import org.jspecify.annotations.NullMarked;
