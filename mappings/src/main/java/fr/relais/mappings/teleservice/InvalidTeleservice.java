package fr.relais.mappings.teleservice;

import java.util.List;

/** A folder that is no téléservice: says which folder, and every defect with its remedy. */
public final class InvalidTeleservice extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final List<String> defects;

    /** @param defects each a sentence that says what is wrong and what to do */
    public InvalidTeleservice(String folder, List<String> defects) {
        super("The téléservice in folder \"" + folder + "\" can't be used:\n  - " + String.join("\n  - ", defects));
        this.folder = folder;
        this.defects = List.copyOf(defects);
    }

    public String folder() {
        return folder;
    }

    public List<String> defects() {
        return defects;
    }
}
