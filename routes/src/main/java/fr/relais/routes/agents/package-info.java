/** Where agents of a service without software open what they got a mail for. */
@NullMarked
package fr.relais.routes.agents;

import org.jspecify.annotations.NullMarked;
