package fr.relais.simulators.soap;

import java.util.Set;

/** What the gate must know of a SOAP contract that follows Relais's generic pattern. */
public record SoapContract(String system, String path, String namespace, Set<String> stateChanging) {}
