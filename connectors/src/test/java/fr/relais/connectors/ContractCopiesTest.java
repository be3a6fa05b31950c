package fr.relais.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractCopiesTest {

    @ParameterizedTest
    @ValueSource(strings = {"social", "finance"})
    void simulatorsSpeakTheSameContract(String system) {
        assertThat(Path.of("../simulators/src/main/resources/fr/relais/simulators", system, system + ".wsdl"))
                .hasSameBinaryContentAs(Path.of("src/main/resources/fr/relais/connectors", system, system + ".wsdl"));
    }
}
