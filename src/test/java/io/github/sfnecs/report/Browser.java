package io.github.sfnecs.report;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, driven by ChromeDriver; both have to be on the machine, such as Debian's packages. */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Why there is none on this machine; empty where there is. */
    public static Optional<String> missing() {
        return Stream.of(CHROMIUM, DRIVER)
                .filter(program -> !Files.isExecutable(program))
                .map(program -> "there is no " + program + " (Debian: apt-get install chromium chromium-driver)")
                .findFirst();
    }

    /** Starts one. */
    public static Browser start() {
        LoggingPreferences logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions()
                .setBinary(CHROMIUM.toFile())
                .addArguments(
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--force-device-scale-factor=1");
        options.setCapability("goog:loggingPrefs", logging);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .usingAnyFreePort()
                        .withLogOutput(OutputStream.nullOutputStream())
                        .build(),
                options));
    }

    /** Opens a file, on a screen so wide, with the colours of day or night. */
    public void open(File page, int width, int height, Colours colours) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "media",
                        "",
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", colours.value))));
        driver.get(page.toURI().toString());
    }

    /** What a script gives, which looks at the page from outside: the page itself may run none. */
    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What the page had the console say, errors of loading and of its own policy among it. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(String::valueOf)
                .toList();
    }

    /**
     * What axe-core finds wrong for people who see badly or use no mouse, contrast among it: a line for each.
     * https://github.com/dequelabs/axe-core
     */
    public List<String> barriers() {
        try (InputStream axe = Objects.requireNonNull(getClass().getResourceAsStream("/axe.min.js"))) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then(result => done(result.violations.map(
                    one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html).join(' '))));
                """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /** What has the focus after each of so many presses of the tabulator: what it is, and its text. */
    public List<String> tabs(int times) {
        List<String> found = new ArrayList<>();
        for (int press = 0; press < times; press++) {
            press(Keys.TAB);
            found.add((String)
                    script("return document.activeElement.tagName + ' ' + document.activeElement.textContent.trim()"));
        }
        return found;
    }

    /** Presses the return key. */
    public void enter() {
        press(Keys.ENTER);
    }

    private void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** Shows it as on paper, until another page is opened. */
    public void print() {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
    }

    /** Takes a picture of what is on the screen. */
    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    /** What the user of the machine likes. */
    public enum Colours {
        LIGHT("light"),
        DARK("dark");

        private final String value;

        Colours(String value) {
            this.value = value;
        }
    }
}
