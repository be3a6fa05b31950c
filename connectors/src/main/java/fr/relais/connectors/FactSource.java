package fr.relais.connectors;

import fr.relais.mappings.teleservice.Wording;
import java.util.Map;

/**
 * A national API that knows facts about people, asked so that they need not be asked. Called from several threads at once; never
 * throws for what an API does.
 */
public interface FactSource {

    /** The name téléservices ask this source by. */
    ConnectorId id();

    /** What citizens and agents call it. */
    Wording name();

    SourceSettings source();

    /** Whether the API behind it is a simulator. */
    boolean isSimulated();

    /** What it can be asked, by name. */
    Map<String, Fact> facts();

    /** Asks once: one call at most, and none that the settings do not allow. */
    Answer ask(Question question);
}
