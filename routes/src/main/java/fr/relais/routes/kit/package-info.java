/** What a service works with on its téléservice's folder, before any hub sees it. */
@NullMarked
package fr.relais.routes.kit;

import org.jspecify.annotations.NullMarked;
