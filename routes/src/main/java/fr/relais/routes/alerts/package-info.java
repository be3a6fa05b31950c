/** Tells those who own a system when something begins to be wrong with it, and when that is over; and all of it once a week. */
@NullMarked
package fr.relais.routes.alerts;

import org.jspecify.annotations.NullMarked;
