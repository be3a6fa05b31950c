package fr.relais.simulators.national;

import fr.relais.simulators.gate.Reply;

/** One of the State's APIs. */
@FunctionalInterface
interface Api {

    Reply answer(Asked asked);
}
