/** Stage 6: what a portal is told of its submissions, in words a citizen understands. */
@NullMarked
package fr.relais.routes.report;

import org.jspecify.annotations.NullMarked;
