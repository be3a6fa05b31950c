package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** People who sign in by the département's identity provider, and one account of the hub's own beside. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectoryIT extends HubTest {

    private static final String BEGIN = "/console/connexion/annuaire/oidc";

    private Provider provider;

    @Override
    String[] settings() {
        provider = new Provider();
        return new String[] {
            "--relais.sign-in.oidc.issuer=" + provider.issuer(),
            "--relais.sign-in.oidc.client-secret=" + Provider.SECRET,
            "--relais.sign-in.oidc.roles-claim=realm_access.roles",
            "--relais.accounts.secours.password=" + new BCryptPasswordEncoder(10).encode("un-mot-de-passe"),
            "--relais.accounts.secours.roles=admin"
        };
    }

    @AfterAll
    void stopProvider() {
        provider.close();
    }

    /** First, since what is looked up once is known. */
    @Test
    @Order(1)
    void saysThatTheProviderIsAwayWhichKeepsNoHubFromStarting() {
        provider.isAway(true);
        var ines = new Visitor(portal);
        assertThat(ines.get(BEGIN).headers().firstValue("Location").orElse("")).endsWith("?absent");
        assertThat(ines.get("/console/connexion?absent").body()).contains("L’annuaire ne répond pas en ce moment");
        provider.isAway(false);
        var asked = ines.get(
                URI.create(ines.get(BEGIN).headers().firstValue("Location").orElseThrow()));
        provider.isAway(true);
        assertThat(ines.get(URI.create(asked.headers().firstValue("Location").orElseThrow()))
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .as("it went away meanwhile")
                .endsWith("?absent");
        provider.isAway(false);
    }

    @Test
    void letsNobodyGoByTheNameOfAnAccountOfTheHub() {
        provider.knows("Secours", "admin");
        assertThat(signIn(new Visitor(portal)).headers().firstValue("Location").orElse(""))
                .endsWith("?sansrole");
    }

    /** What stands in the audit is no line of somebody's own. */
    @Test
    void takesNoNameThatIsNone() {
        provider.knows("ines\ninvented line", "engineer");
        assertThat(signIn(new Visitor(portal)).headers().firstValue("Location").orElse(""))
                .endsWith("?sansrole");
    }

    @Test
    void letsInWhoTheProviderKnowsByTheRolesItSays() {
        provider.knows("ines", "engineer", "quelque-chose");
        var ines = new Visitor(portal);
        assertThat(ines.get("/console/connexion").body()).contains("l’annuaire du département", "username");
        assertThat(signIn(ines).headers().firstValue("Location").orElse("")).endsWith("/console");
        assertThat(ines.get("/console").body()).contains("ines", "Réparations");
        assertThat(ines.get("/console/direction").statusCode()).isEqualTo(403);
        assertThat(kept()).contains("ines").doesNotContain("JETON-D-ACCES", "canari", "0815", "eyJ");

        ines.get("/console");
        ines.post("/console/deconnexion", Map.of());
        assertThat(ines.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void goesOnWithThePageSomebodyWanted() {
        provider.knows("dora", "direction");
        var dora = new Visitor(portal);
        dora.get("/console/direction");
        assertThat(signIn(dora).headers().firstValue("Location").orElse("")).contains("/console/direction");
    }

    @Test
    void letsNobodyInWithoutARole() {
        provider.knows("bob", "offline_access", "ENGINEER");
        var bob = new Visitor(portal);
        assertThat(signIn(bob).headers().firstValue("Location").orElse("")).endsWith("?sansrole");
        assertThat(bob.get("/console/connexion?sansrole").body()).contains("aucun rôle dans Relais");
        assertThat(bob.get("/console").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void believesNoTokenThatIsNotForThisSignIn(Provider.Lie lie) {
        provider.knows("mallory", "admin");
        provider.lies(lie);
        var mallory = new Visitor(portal);
        assertThat(signIn(mallory).headers().firstValue("Location").orElse("")).endsWith("?echec");
        assertThat(mallory.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void takesNoAnswerNobodyAskedFor() {
        provider.knows("mallory", "admin");
        var mallory = new Visitor(portal);
        var asked = mallory.get(mallory.get(BEGIN)
                .headers()
                .firstValue("Location")
                .map(URI::create)
                .orElseThrow());
        var answer = URI.create(asked.headers().firstValue("Location").orElseThrow());
        var victim = new Visitor(portal);
        victim.get("/console/connexion");
        assertThat(victim.get(answer).headers().firstValue("Location").orElse(""))
                .endsWith("?echec");
        assertThat(victim.get("/console").statusCode()).isEqualTo(302);
    }

    @Test
    void keepsAccountsOfItsOwnAndNoneOfTheDemonstration() {
        assertThat(Visitor.signedIn(portal, "secours", "un-mot-de-passe")
                        .get("/console/portails")
                        .statusCode())
                .isEqualTo(200);
        assertThat(new Visitor(portal)
                        .signIn("engineer", "x")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("?refus");
    }

    /** From the click to the hub's last word. */
    private HttpResponse<String> signIn(Visitor visitor) {
        var begun = visitor.get(BEGIN);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
        var asked =
                visitor.get(URI.create(begun.headers().firstValue("Location").orElseThrow()));
        return visitor.get(URI.create(asked.headers().firstValue("Location").orElseThrow()));
    }

    /** All that sessions hold, as text. */
    private String kept() {
        return String.join(
                "",
                jdbc().sql("select attribute_bytes from spring_session_attributes")
                        .query((row, number) -> new String(row.getBytes(1), StandardCharsets.ISO_8859_1))
                        .list());
    }
}
