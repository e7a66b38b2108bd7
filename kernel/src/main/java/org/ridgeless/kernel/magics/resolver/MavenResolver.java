package org.ridgeless.kernel.magics.resolver;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.resolution.ArtifactDescriptorResult;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.artifact.SubArtifact;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.ridgeless.kernel.magics.DependencyResolver;

/** Resolves with the user's settings: local repository, mirrors, proxies, credentials, profiles, offline mode. */
public final class MavenResolver implements DependencyResolver {
    /** What is asked of a context. */
    private interface Question {
        List<Path> answer(Context context)
                throws DependencyResolutionException, ArtifactDescriptorException, IOException;
    }

    private final Surroundings surroundings;

    public MavenResolver() {
        this(Surroundings.ofThisMachine());
    }

    MavenResolver(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public List<Path> resolve(
            List<String> coordinates, Map<String, String> repositories, boolean offline, Consumer<String> progress)
            throws IOException {
        return ask(repositories, offline, progress, context -> {
            RepositorySystemSession session = context.repositorySystemSession();
            CollectRequest collect = new CollectRequest().setRepositories(repositories(context, session, List.of()));
            for (String coordinate : coordinates) {
                collect.addDependency(new Dependency(new DefaultArtifact(coordinate), JavaScopes.RUNTIME));
            }
            return files(context, session, collect);
        });
    }

    @Override
    public List<Path> resolvePom(
            Path pom, List<String> scopes, Map<String, String> repositories, boolean offline, Consumer<String> progress)
            throws IOException {
        return ask(repositories, offline, progress, context -> {
            PomWorkspace workspace = new PomWorkspace(pom);
            DefaultRepositorySystemSession session =
                    new DefaultRepositorySystemSession(context.repositorySystemSession());
            session.setWorkspaceReader(workspace);
            ArtifactDescriptorResult described = context.repositorySystem()
                    .readArtifactDescriptor(
                            session,
                            new ArtifactDescriptorRequest(
                                    workspace.artifact(), repositories(context, session, List.of()), null));
            CollectRequest collect = new CollectRequest()
                    .setRepositories(repositories(context, session, described.getRepositories()))
                    .setManagedDependencies(described.getManagedDependencies());
            described.getDependencies().stream()
                    .filter(dependency -> scopes.contains(dependency.getScope()))
                    .forEach(dependency -> collect.addDependency(dependency.setScope(JavaScopes.RUNTIME)));
            return files(context, session, collect);
        });
    }

    @Override
    public void fetchSources(List<String> coordinates, Map<String, String> repositories) throws IOException {
        ask(repositories, false, text -> {}, context -> {
            RepositorySystemSession session = context.repositorySystemSession();
            List<RemoteRepository> asked = repositories(context, session, List.of());
            List<ArtifactRequest> requests = coordinates.stream()
                    .map(DefaultArtifact::new)
                    .filter(artifact -> artifact.getClassifier().isEmpty())
                    .map(artifact -> new SubArtifact(artifact, "sources", "jar"))
                    .map(sources -> new ArtifactRequest(sources, asked, null))
                    .toList();
            try {
                context.repositorySystem().resolveArtifacts(session, requests);
            } catch (ArtifactResolutionException e) {
                // Many artifacts have none.
                return List.of();
            }
            return List.of();
        });
    }

    /** With the mirrors, proxies and credentials of the settings. */
    private List<RemoteRepository> repositories(
            Context context, RepositorySystemSession session, List<RemoteRepository> ofPom) {
        List<RemoteRepository> named = new ArrayList<>(context.remoteRepositories());
        // Every POM inherits Central, which is to come in its own turn.
        ofPom.stream()
                .filter(one -> !bare(one.getUrl()).equals(bare(ContextOverrides.CENTRAL.getUrl())))
                .forEach(named::add);
        return context.repositorySystem().newResolutionRepositories(session, surroundings.withCentral(named));
    }

    private static String bare(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    private static List<Path> files(Context context, RepositorySystemSession session, CollectRequest collect)
            throws DependencyResolutionException {
        DependencyRequest request =
                new DependencyRequest(collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        return context.repositorySystem().resolveDependencies(session, request).getArtifactResults().stream()
                .map(ArtifactResult::getArtifact)
                .filter(artifact -> !artifact.getExtension().equals("pom"))
                .map(artifact -> artifact.getFile().toPath())
                .toList();
    }

    private List<Path> ask(
            Map<String, String> repositories, boolean offline, Consumer<String> progress, Question question)
            throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // The runtime is found through a service, which must be looked for here and not in the notebook.
        thread.setContextClassLoader(MavenResolver.class.getClassLoader());
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides(repositories, offline, progress))) {
            if (SettingsOffline.in(context)
                    && context.repositorySystemSession() instanceof DefaultRepositorySystemSession session) {
                session.setOffline(true);
            }
            return question.answer(context);
        } catch (DependencyResolutionException | ArtifactDescriptorException e) {
            throw new IOException(Explanation.of(e), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private ContextOverrides overrides(Map<String, String> repositories, boolean offline, Consumer<String> progress) {
        ContextOverrides.Builder builder = ContextOverrides.create()
                .withUserSettings(true)
                .keepBareRepositories(true)
                .transferListener(new TransferProgress(progress))
                .addRepositoriesOp(ContextOverrides.AddRepositoriesOp.APPEND)
                .repositories(repositories.entrySet().stream()
                        .map(entry -> new RemoteRepository.Builder(entry.getKey(), "default", entry.getValue()).build())
                        .toList());
        surroundings.applyTo(builder);
        return offline ? builder.offline(true).build() : builder.build();
    }
}
