/** What national sources already know of a person, offered to a form before the citizen fills it; nothing of it is kept but counts. */
@NullMarked
package fr.relais.routes.prefill;

import org.jspecify.annotations.NullMarked;
