package fr.relais.routes.signin;

import org.jspecify.annotations.Nullable;

/**
 * How people may sign in here.
 *
 * @param byAccount whether the hub keeps accounts itself
 * @param directory where a sign-in by the identity provider begins, if there is one
 * @param label what people call that, if somebody said
 */
public record Doors(
        boolean byAccount,
        @Nullable String directory,
        @Nullable String label) {}
