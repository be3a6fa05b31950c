package fr.relais.routes.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MovesDrawingTest {

    @Test
    void readmeDrawsTheMovesTheCodeAllows() throws IOException {
        assertThat(Files.readString(Path.of("../README.md")))
                .as("put this drawing into README.md, between ```mermaid and ```:%n%s", Moves.drawing())
                .contains("```mermaid\n" + Moves.drawing() + "```");
    }
}
