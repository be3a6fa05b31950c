package fr.relais.routes.hub;

import fr.relais.routes.testing.Required;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser, headless, that somebody uses by what he sees. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Chromium and its driver as the machine's packages bring them; the test is skipped where there are none. */
    static Browser open() {
        var options = new ChromeOptions();
        options.setBinary(Required.path("chromium").toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=fr",
                "--window-size=1280,1600");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "fr"));
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Required.path("chromedriver").toFile())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    void visit(URI address) {
        driver.get(address.toString());
    }

    /** Waits until it can be seen. */
    WebElement see(String css) {
        return waiting().until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(css)));
    }

    /** Waits until it can be clicked, and clicks; a page that refreshes itself may put another in its place meanwhile. */
    void click(String css) {
        waiting().ignoring(StaleElementReferenceException.class).until(page -> {
            var element =
                    ExpectedConditions.elementToBeClickable(By.cssSelector(css)).apply(page);
            if (element == null) {
                return false;
            }
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
            element.click();
            return true;
        });
    }

    /** Waits until it says so; what else it says. */
    String seeText(String css, String text) {
        waiting().until(ExpectedConditions.textToBePresentInElementLocated(By.cssSelector(css), text));
        return see(css).getText();
    }

    boolean shows(String css) {
        return !driver.findElements(By.cssSelector(css)).isEmpty();
    }

    void type(String css, String text) {
        see(css).sendKeys(text);
    }

    /** What hinders people who read it with other means than eyes and mouse, as axe-core finds it by WCAG 2.2 AA. */
    List<String> barriers() {
        try (var axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var found = (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(
                    result => done(result.violations.map(found => found.id + ' at ' + found.nodes.map(node => node.html).join(' '))),
                    failure => done(['axe: ' + failure]));
                """);
        return found.stream().map(String::valueOf).toList();
    }

    /** As somebody sees it whose system is dark, or light. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** As wide as that. */
    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 1600, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What hangs out of the page to the right, unless it is in a part that can be scrolled by itself. */
    List<String> overhang() {
        var found = (List<?>) driver.executeScript("""
                const wide = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= wide) return [];
                return [...document.querySelectorAll('body *')]
                    .filter(one => one.getBoundingClientRect().right > wide + 1 && !one.closest('.wide, pre, svg, .skip'))
                    .map(one => one.outerHTML.slice(0, 120));
                """);
        return found.stream().map(String::valueOf).toList();
    }

    /** The page as it looks, for people. */
    void keepPicture(String name) {
        try {
            var folder = Files.createDirectories(Path.of("target", "screens"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private WebDriverWait waiting() {
        return new WebDriverWait(driver, PATIENCE);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
