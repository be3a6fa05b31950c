package fr.relais.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.relais.routes.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims that hold for root and for an ordinary user alike. */
class AccountIT {

    @Test
    void runsItsServerAsTheOwnerOfItsFolder() throws IOException {
        Path open = Files.createTempDirectory("relais-owner");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx--x--x"));
        Path owned = Files.createDirectory(open.resolve("postgres"), PrivateFiles.FOLDER);
        if (isRoot()) {
            Account.lent(owned, Binaries.unpackedUnder(owned));
            assertThat(Files.getAttribute(owned, "unix:uid")).isNotEqualTo(0);
        }
        try (EmbeddedPostgres server = EmbeddedPostgres.start(owned)) {
            assertThat(server.postmaster().server().orElseThrow().info().user())
                    .hasValue(Files.getOwner(owned).getName());
        } finally {
            PrivateFiles.deleteTree(open);
        }
    }

    @Test
    void givesNothingAwayWhenNoOtherAccountGetsThere(@TempDir Path temp) throws IOException {
        Path owned = Files.createDirectory(temp.resolve("postgres"), PrivateFiles.FOLDER);
        UserPrincipal owner = Files.getOwner(owned);
        if (isRoot()) {
            assertThatExceptionOfType(StartRefused.class)
                    .isThrownBy(() -> Account.lent(owned, new Binaries(owned)))
                    .withMessageContaining("Start the hub as an ordinary user");
        }
        assertThat(Files.getOwner(owned)).isEqualTo(owner);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
