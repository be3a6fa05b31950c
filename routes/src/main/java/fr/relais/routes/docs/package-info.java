/** The API's description and the page that shows it. */
@NullMarked
package fr.relais.routes.docs;

import org.jspecify.annotations.NullMarked;
