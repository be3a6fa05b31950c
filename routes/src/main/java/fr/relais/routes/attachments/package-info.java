/** Where portals send what citizens join, before they post the submission it belongs to. */
@NullMarked
package fr.relais.routes.attachments;

import org.jspecify.annotations.NullMarked;
