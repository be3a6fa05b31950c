/** Stage 5: one lane a back-office; gate, claim, prepare, send, and what is known afterwards. */
@NullMarked
package fr.relais.routes.delivery;

import org.jspecify.annotations.NullMarked;
