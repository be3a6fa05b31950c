package fr.relais.routes.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** The description as a portal's developer first meets it: in a browser, with the demo's client. */
class DocsPageIT extends HubTest {

    @Test
    void getsATokenThenSubmitsTheExample() throws IOException {
        try (var browser = Browser.open()) {
            browser.visit(portal.address("/api/docs"));
            authorize(browser, "portail-demo");
            browser.keepPicture("docs-authorized");
            assertThat(execute(browser, "Téléservices", "listTeleservices")).contains("changement-rib");

            type(browser, "Demandes", "submit", "Idempotency-Key", "premier-essai-de-la-page");
            assertThat(execute(browser, "Demandes", "submit")).contains("\"status\": \"RECEIVED\"");
            browser.keepPicture("docs-submitted");
        }
    }

    private void authorize(Browser browser, String client) throws IOException {
        browser.click("button.authorize");
        browser.type("#client_id_clientCredentials", client);
        browser.type("#client_secret_clientCredentials", Files.readString(data().resolve("demo-secret")));
        browser.click(".auth-container button.authorize");
        browser.see(".auth-container .btn-done");
        browser.keepPicture("docs-token");
        browser.click(".auth-container .btn-done");
    }

    private static void type(Browser browser, String tag, String operation, String parameter, String value) {
        open(browser, tag, operation);
        browser.see(block(tag, operation) + " tr[data-param-name='" + parameter + "'] input")
                .clear();
        browser.type(block(tag, operation) + " tr[data-param-name='" + parameter + "'] input", value);
    }

    /** What the page shows of the answer. */
    private static String execute(Browser browser, String tag, String operation) {
        open(browser, tag, operation);
        browser.click(block(tag, operation) + " button.execute");
        return browser.see(block(tag, operation) + " .live-responses-table .highlight-code")
                .getText();
    }

    private static void open(Browser browser, String tag, String operation) {
        if (!browser.shows(block(tag, operation) + ".is-open")) {
            browser.click(block(tag, operation) + " .opblock-summary-control");
        }
    }

    private static String block(String tag, String operation) {
        return "[id='operations-" + tag + "-" + operation + "']";
    }
}
