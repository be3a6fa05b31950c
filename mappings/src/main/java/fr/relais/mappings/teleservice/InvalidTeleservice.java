package fr.relais.mappings.teleservice;

import java.util.List;

/** A folder that is no téléservice: says which folder, and every defect with its remedy. */
public final class InvalidTeleservice extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidTeleservice(String folder, List<String> defects) {
        super("The téléservice in folder \"" + folder + "\" can't be used:\n  - " + String.join("\n  - ", defects));
    }
}
