/** What may be posted, to whom it goes and why it is asked: the téléservices as each portal may see them. */
@NullMarked
package fr.relais.routes.catalogue;

import org.jspecify.annotations.NullMarked;
