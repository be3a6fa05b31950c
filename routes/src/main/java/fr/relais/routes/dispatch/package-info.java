/** Stage 4: feeds each lane's queue with pointers to what is due. */
@NullMarked
package fr.relais.routes.dispatch;

import org.jspecify.annotations.NullMarked;
