package org.ridgeless.kernel.magics.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.maveniverse.maven.mima.context.ContextOverrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.repository.RemoteRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where artifacts come from when the local repository is empty. A server on the loopback interface stands for Maven
 * Central, so that the network is not needed; that Central itself is what stands there otherwise is asked offline.
 */
class MavenResolverTest {
    private static final String WANTED = "test.central:wanted:1";

    @TempDir
    Path folder;

    private LocalRepositories central;

    @BeforeEach
    void startCentral() throws IOException {
        central = new LocalRepositories(folder.resolve("central"))
                .with(WANTED, "test.central:needed:2")
                .with("test.central:needed:2");
    }

    @AfterEach
    void stopCentral() {
        central.close();
    }

    private Path home() throws IOException {
        return Files.createDirectories(folder.resolve("home"));
    }

    private MavenResolver resolver(String addressOfCentral) throws IOException {
        return new MavenResolver(new Surroundings(
                Optional.of(home()),
                Optional.empty(),
                new RemoteRepository.Builder("central", "default", addressOfCentral).build()));
    }

    private List<String> resolve(String wanted, Map<String, String> further) throws IOException {
        return resolver(central.address()).resolve(List.of(wanted), further, false, line -> {}).stream()
                .map(jar -> jar.getFileName().toString())
                .toList();
    }

    private void settings(String content) throws IOException {
        Files.writeString(home().resolve("settings.xml"), "<settings>" + content + "</settings>");
    }

    private static String profile(String id, String address) {
        return "<profiles><profile><id>p</id><repositories><repository><id>" + id + "</id><url>" + address
                + "</url></repository></repositories></profile></profiles><activeProfiles><activeProfile>p</activeProfile>"
                + "</activeProfiles>";
    }

    @Test
    void withoutSettingsCentralIsAsked() throws IOException {
        assertThat(resolve(WANTED, Map.of())).containsExactly("wanted-1.jar", "needed-2.jar");
        assertThat(home().resolve("repository/test/central/wanted/1/wanted-1.jar"))
                .exists();
    }

    @Test
    void withoutSettingsCentralIsMavensOwn() {
        assertThat(Surroundings.ofThisMachine().central()).isEqualTo(ContextOverrides.CENTRAL);
        assertThat(ContextOverrides.CENTRAL.getUrl()).startsWith("https://repo.maven.apache.org/maven2");
    }

    @Test
    void settingsWithoutRepositoriesLeaveCentral() throws IOException {
        settings("<interactiveMode>false</interactiveMode>");
        assertThat(resolve(WANTED, Map.of())).contains("wanted-1.jar");
    }

    @Test
    void theRepositoryOfAProfileComesBesideCentral() throws IOException {
        try (LocalRepositories house =
                new LocalRepositories(folder.resolve("house")).with("test.house:own:1", WANTED)) {
            settings(profile("house", house.address()));
            assertThat(resolve("test.house:own:1", Map.of()))
                    .containsExactly("own-1.jar", "wanted-1.jar", "needed-2.jar");
        }
    }

    @Test
    void aProfileMayPutAnotherRepositoryInCentralsPlace() throws IOException {
        try (LocalRepositories house = new LocalRepositories(folder.resolve("house")).with("test.house:own:1")) {
            settings(profile("central", house.address()));
            assertThat(resolve("test.house:own:1", Map.of())).containsExactly("own-1.jar");
            assertThat(central.requests()).isEmpty();
        }
    }

    @Test
    void aMirrorIsAskedInstead() throws IOException {
        try (LocalRepositories mirror = new LocalRepositories(folder.resolve("mirror")).with(WANTED)) {
            settings("<mirrors><mirror><id>near</id><mirrorOf>*</mirrorOf><url>" + mirror.address()
                    + "</url></mirror></mirrors>");
            assertThat(resolve(WANTED, Map.of())).containsExactly("wanted-1.jar");
            assertThat(central.requests()).isEmpty();
            assertThatThrownBy(() -> resolve("test.central:needed:2", Map.of()))
                    .hasMessage("cannot get test.central:needed:2: near (" + mirror.address() + ") does not have it");
        }
    }

    @Test
    void anExtraRepositoryDoesNotDisplaceCentral() throws IOException {
        try (LocalRepositories extra =
                new LocalRepositories(folder.resolve("extra")).with("test.extra:own:1", WANTED)) {
            assertThat(resolve("test.extra:own:1", Map.of("extra", extra.address())))
                    .containsExactly("own-1.jar", "wanted-1.jar", "needed-2.jar");
        }
    }

    @Test
    void anExtraRepositoryThatIsDownDoesNotHideCentral() throws IOException {
        assertThat(resolve(WANTED, Map.of("down", refusing()))).contains("wanted-1.jar");
    }

    @Test
    void thePomOfACellIsResolvedFromCentralToo() throws IOException {
        Path pom = Files.writeString(
                folder.resolve("pom.xml"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>g</groupId><artifactId>a</artifactId>"
                        + "<version>1</version><dependencies><dependency><groupId>test.central</groupId>"
                        + "<artifactId>needed</artifactId><version>2</version></dependency></dependencies></project>");
        // The super POM of every POM names Central itself, which would be asked second.
        assertThat(resolver(central.address()).resolvePom(pom, List.of("compile"), Map.of(), false, line -> {}))
                .extracting(jar -> jar.getFileName().toString())
                .containsExactly("needed-2.jar");
    }

    @Test
    void offlineNothingIsAsked() throws IOException {
        assertThatThrownBy(() -> resolver(central.address()).resolve(List.of(WANTED), Map.of(), true, line -> {}))
                .hasMessage("cannot get " + WANTED + ": central (" + central.address()
                        + ") is not asked offline, and the local repository does not have it");
        assertThat(central.requests()).isEmpty();
    }

    @Test
    void offlineTheLocalRepositoryDoes() throws IOException {
        resolve(WANTED, Map.of());
        assertThat(resolver(central.address()).resolve(List.of(WANTED), Map.of(), true, line -> {}))
                .hasSize(2);
    }

    @Test
    void settingsMayTurnTheNetworkOff() throws IOException {
        settings("<offline>true</offline>");
        assertThatThrownBy(() -> resolve(WANTED, Map.of())).hasMessageContaining("is not asked offline");
    }

    @Test
    void whatIsNowhereIsNamedWithAllThatWereAsked() throws IOException {
        String down = refusing();
        assertThatThrownBy(() -> resolve("test.central:absent:1", Map.of("down", down)))
                .hasMessage("cannot get test.central:absent:1: down (" + down
                        + ") cannot be reached: connection refused; central (" + central.address()
                        + ") does not have it");
    }

    @Test
    void theMissingDependencyIsNamedAndNotWhatNeedsIt() throws IOException {
        central.with("test.central:broken:1", "test.central:absent:3");
        assertThatThrownBy(() -> resolve("test.central:broken:1", Map.of()))
                .hasMessageStartingWith("cannot get test.central:absent:3: central")
                .hasMessageNotContaining("\n");
    }

    /** Names under {@code .invalid} are guaranteed not to exist (RFC 2606). */
    @Test
    void anUnknownHostIsNamed() {
        assertThatThrownBy(() -> resolver("https://central.invalid/maven2")
                        .resolve(List.of(WANTED), Map.of(), false, line -> {}))
                .hasMessage("cannot get " + WANTED
                        + ": central (https://central.invalid/maven2) cannot be reached: unknown host central.invalid");
    }

    @Test
    void whatWasMissingIsFoundOnceItIsThere() throws IOException {
        assertThatThrownBy(() -> resolve("test.central:late:1", Map.of())).hasMessageContaining("does not have it");
        central.with("test.central:late:1");
        assertThat(resolve("test.central:late:1", Map.of())).containsExactly("late-1.jar");
    }

    @Test
    void artifactsWithClassifiersAreNamedInFull() {
        assertThatThrownBy(() -> resolve("test.central:wanted:jar:linux:1", Map.of()))
                .hasMessageContaining("test.central:wanted:jar:linux:1: central");
    }

    /** The address of a port on which nobody listens, and which no program is given that asks for any. */
    private static String refusing() {
        return "http://localhost:1";
    }
}
