/** What integration engineers see and do by hand: lanes, stuck deliveries with their exchanges, pause, replay, skip, resolve. */
@NullMarked
package fr.relais.routes.operations;

import org.jspecify.annotations.NullMarked;
