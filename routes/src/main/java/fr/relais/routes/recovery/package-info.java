/** What does not come to an end by itself: lost attempts, doubts, tripped lanes, missed deadlines, unnumbered events. */
@NullMarked
package fr.relais.routes.recovery;

import org.jspecify.annotations.NullMarked;
